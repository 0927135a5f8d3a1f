package dev.gander.application;

import dev.gander.application.agent.AgentSetUp;
import dev.gander.application.agent.DefaultExtensions;
import dev.gander.application.agent.DefaultMode;
import dev.gander.application.agent.ExtensionChanges;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.OtherAgents;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.agent.AddExtension;
import dev.gander.application.api.agent.CallTool;
import dev.gander.application.api.agent.ChooseModel;
import dev.gander.application.api.agent.CopySession;
import dev.gander.application.api.agent.FindContextLimit;
import dev.gander.application.api.agent.ListExtensionStates;
import dev.gander.application.api.agent.ListTools;
import dev.gander.application.api.agent.LogInToExtension;
import dev.gander.application.api.agent.MoveSession;
import dev.gander.application.api.agent.OpenSession;
import dev.gander.application.api.agent.ReadResource;
import dev.gander.application.api.agent.RemoveExtension;
import dev.gander.application.api.agent.ReopenSession;
import dev.gander.application.api.agent.RestartAgent;
import dev.gander.application.api.agent.RestartExtension;
import dev.gander.application.api.agent.ResumeAgent;
import dev.gander.application.api.agent.SetContainer;
import dev.gander.application.api.agent.SetSystemPrompt;
import dev.gander.application.api.agent.StartAgent;
import dev.gander.application.api.agent.StopAgent;
import dev.gander.application.api.agent.UpdateFromSession;
import dev.gander.application.api.agent.UpdateProvider;
import dev.gander.application.api.agent.UpdateSession;
import dev.gander.application.api.agent.UpdateWorkingDir;
import dev.gander.application.policy.PolicyGuard;
import dev.gander.application.recipe.RecipeChoice;
import dev.gander.application.turn.Turns;

/// What clients do with the agents of sessions, assembled on its ports.
///
/// @param sessions as whoever asks may see them
record AgentServices(
    Ports ports,
    Ports.Sessions sessions,
    PolicyGuard policy,
    DefaultMode defaultMode,
    DefaultExtensions usual,
    ModelServices services,
    RecipeServices recipes,
    LiveAgents agents,
    Turns turns) {
  UseCases.Agents useCases(SessionServices stored, OtherAgents others) {
    var store = sessions.sessions();
    var changes = new ExtensionChanges(store, agents, others);
    var models = services.models();
    var states =
        new ListExtensionStates(store, agents, ports.files().pins(), ports.machine().writer());
    var again = new RestartExtension(store, agents, states);
    var restart = new RestartAgent(store, models, recipes.ofSessions(), turns, agents);
    var setUp = new AgentSetUp(store, models, recipes.ofSessions(), agents);
    var provider =
        new UpdateProvider(store, sessions.conversations(), models, services.setup(), agents);
    var reopen = new ReopenSession(setUp, turns);
    var choice = new RecipeChoice(recipes.check(), recipes.library(), ports.machine().reader());
    return new UseCases.Agents(
        new StartAgent(store, defaultMode, usual, agents, choice),
        new OpenSession(store, defaultMode, usual, choice, setUp, stored.delete()),
        reopen,
        new CopySession(stored.fork(), reopen, stored.delete()),
        new ResumeAgent(store, sessions.conversations(), models, agents, turns),
        restart,
        new StopAgent(store, turns, agents),
        provider,
        new ChooseModel(store, models, provider),
        new UpdateSession(store, agents),
        new UpdateWorkingDir(store, models, restart, ports.machine().workingDir()),
        new MoveSession(store, agents),
        new SetSystemPrompt(store, agents),
        new UpdateFromSession(store, recipes.ofSessions(), agents),
        new SetContainer(store, agents),
        new FindContextLimit(agents),
        new ListTools(agents, ports.files().permissions()),
        new CallTool(agents, policy, services.calls().observer(), ports.machine().writer()),
        new ReadResource(store, agents),
        new AddExtension(changes),
        new RemoveExtension(changes),
        states,
        again,
        new LogInToExtension(store, agents, again));
  }
}
