"""The survey: of all claims, which twenty might be meant? Views, features, learned weights."""
