package dev.gander.application;

import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.SessionRecipe;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.api.session.BrowseSessions;
import dev.gander.application.api.session.DeleteSession;
import dev.gander.application.api.session.ExportSession;
import dev.gander.application.api.session.FileSession;
import dev.gander.application.api.session.FollowName;
import dev.gander.application.api.session.ForkSession;
import dev.gander.application.api.session.GetInsights;
import dev.gander.application.api.session.GetSession;
import dev.gander.application.api.session.ImportSession;
import dev.gander.application.api.session.ImportSharedSession;
import dev.gander.application.api.session.ListSessions;
import dev.gander.application.api.session.ReadMessages;
import dev.gander.application.api.session.RenameSession;
import dev.gander.application.api.session.SampleMessage;
import dev.gander.application.api.session.SearchSessions;
import dev.gander.application.api.session.SessionExtensions;
import dev.gander.application.api.session.ShareSession;
import dev.gander.application.api.session.UpdateRecipeValues;
import dev.gander.application.naming.SessionNames;
import dev.gander.application.turn.Turns;

/// What clients do with stored sessions, assembled on its ports.
///
/// @param sessions as whoever asks may see them
record SessionServices(
    Ports.Sessions sessions,
    Ports.Machine machine,
    SessionNames names,
    ListConfiguredExtensions configured,
    SessionRecipe recipes,
    LiveAgents agents,
    Turns turns) {
  UseCases.Sessions useCases() {
    var store = sessions.sessions();
    var conversations = sessions.conversations();
    return new UseCases.Sessions(
        new ListSessions(store),
        new BrowseSessions(store, conversations, sessions.search()),
        new SearchSessions(sessions.search()),
        new GetInsights(sessions.search()),
        new GetSession(store, conversations),
        new ReadMessages(store, conversations),
        fork(),
        new ExportSession(store, conversations),
        importSession(),
        delete(),
        new RenameSession(store),
        new FollowName(names),
        new FileSession(store, turns, agents, machine.clock()),
        new SessionExtensions(store, configured),
        new UpdateRecipeValues(store, recipes, agents),
        new SampleMessage(store, agents));
  }

  UseCases.Sharing sharing() {
    return new UseCases.Sharing(
        new ShareSession(
            new ExportSession(sessions.sessions(), sessions.conversations()), sessions.shared()),
        new ImportSharedSession(sessions.shared(), importSession()),
        new GetSession(sessions.sessions(), sessions.conversations()));
  }

  ForkSession fork() {
    return new ForkSession(sessions.sessions(), sessions.conversations(), turns);
  }

  DeleteSession delete() {
    return new DeleteSession(sessions.sessions(), turns, agents);
  }

  private ImportSession importSession() {
    return new ImportSession(
        sessions.sessions(),
        machine.reader(),
        sessions.formats(),
        machine.workingDir(),
        machine.clock());
  }
}
