"""Discord: widgets, and the ear, for people who talk to the bot there.

words -> widgets
    limits       Discord's numbers, and how they are counted
    escaping     what others wrote -> text that can be nothing but text
    fitting      a reply -> blocks of text that keep within a number of characters
    cards        one claim -> such a block
    render       Reply -> LayoutView (Components V2)
    forms        Form -> a modal, and what came back in it
    embeds       Reply -> embeds and a View, where Components V2 cannot go
    bodies       either of them -> the body of a request

what a person does -> a job -> an answer
    service      runs the client, says how it is doing; watching: is it still connected?
    client       the gateway client, and what it hears; pointing: where Discord is
    at_desk      what editors do: windows open at once, all else is written down
    commands     slash commands and the context menu; translations: in other languages
    registering  tells Discord of the commands when they changed
    pressing     buttons and menus that survive a restart
    places       Discord's objects -> who asks, where; reading: what they typed
    listening    writes a delivery down, acknowledges it
    jobs         what is written down; deferring: what is being acknowledged
    answering    does the job: asks the conversation, sends the reply
    desk_answering   the same for editors: asks the desk; editors: who is named as one
    sending      requests to Discord, and what their failure means
    doctor       is the application set up as it should be?
"""
