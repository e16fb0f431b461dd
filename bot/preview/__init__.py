"""What will people see? The gallery's replies as each platform gets them, and drawn as pictures.

payloads      what the platforms are sent, for each kind of reply
slack_text    how Slack reads a text, as HTML
slack_page    a Slack message as a page; its blocks are drawn by a package of npm's
discord_text  how Discord reads a text, as HTML
discord_page  a Discord message as a page
inline        the reading that both have in common: marks, links, mentions within a line
page          the page around a message
tools         Chromium, Node and npm: where they are, or how to get them
browser       pages become pictures
pictures      payloads become pages to be drawn
"""
