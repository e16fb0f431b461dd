"""Slack: listen, work, render. What is asked arrives here, and leaves as blocks.

service     all of it together, as something that runs
listening   a delivery is made a job, written down, and only then acknowledged
working     a job is thought about, rendered and sent
render      Reply -> Block Kit; with fitting, rich, widgets, views, escaping and limits

connecting  the way in over a socket, and what notices that it has gone deaf
requests    the way in over HTTP, signed; and where workspaces install the app
deliveries  Slack's payloads as jobs; incoming and direct read what people wrote
sending     a reply reaches Slack once; with searching, retrying and refusals
accounts    as whom the bot speaks; installing: in many workspaces
managing    who may set it up in a channel
scopes      what it must be allowed; doctor: whether it is, and what to do if not

opening       an editor's windows are opened at once
desk_working  all else that editors do is a job; awaited: who waits for what comes of it
desk_deliveries  Slack's payloads as what editors do
forms         Form -> a window; and what was filled in
at_desk       asks the desk; editors: who is one
"""
