package dev.gander.application.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What another server does is what is done to the store alone.
class SharedSessionCatchUpTest {
  private final Workbench bench = new Workbench().withModel();
  private final AgentCatchUp catchUp =
      new SharedSessionCatchUp(
          bench.sessions,
          new AgentSetUp(bench.sessions, bench.models, bench.kitchen.ofSessions(), bench.agents));

  @AfterEach
  void end() {
    bench.close();
  }

  private Agent agent(SessionId id) throws InterruptedException {
    Agent agent = bench.agents.get(id);
    catchUp.catchUp(agent, bench.sessions.get(id));
    return agent;
  }

  private void elsewhere(SessionId id, UnaryOperator<SessionDetails> change) {
    bench.sessions.update(id, change);
  }

  private static SessionDetails with(SessionDetails details, String... extensions) {
    List<ExtensionConfig> configs =
        List.of(extensions).stream()
            .<ExtensionConfig>map(ScriptedExtensionConnector::config)
            .toList();
    return details.withExtensionData(EnabledExtensions.write(details.extensionData(), configs));
  }

  private static SessionModel model(String name) {
    return new SessionModel("scripted", ModelConfig.of(name));
  }

  @Test
  void anAgentOfASessionThatWasResumedElsewhereHasItsModel() throws InterruptedException {
    Session session = bench.session();
    Agent agent = agent(session.id());
    assertTrue(agent.model().isEmpty());

    elsewhere(session.id(), details -> details.withModel(model("small")));

    assertEquals("small", agent(session.id()).model().orElseThrow().model().modelName());
    elsewhere(session.id(), details -> details.withModel(model("other")));
    assertEquals("other", agent(session.id()).model().orElseThrow().model().modelName());
    assertSame(agent, agent(session.id()));
  }

  @Test
  void aModeThatWasChangedElsewhereCounts() throws InterruptedException {
    Session session = bench.session();
    assertEquals(GooseMode.AUTO, agent(session.id()).mode());

    elsewhere(session.id(), details -> details.withMode(GooseMode.APPROVE));

    assertEquals(GooseMode.APPROVE, agent(session.id()).mode());
  }

  @Test
  void aFolderThatWasChangedElsewhereCounts() throws InterruptedException {
    Session session = bench.session();
    agent(session.id());

    elsewhere(session.id(), details -> details.withWorkingDir("/elsewhere"));

    assertEquals(Path.of("/elsewhere"), agent(session.id()).workingDir());
  }

  @Test
  void extensionsComeAndGoAndTheOthersStay() throws InterruptedException {
    for (String name : List.of("stays", "goes", "comes")) {
      bench.connector.offer(name, new ScriptedExtension());
    }
    Session session =
        bench.session(
            ScriptedExtensionConnector.config("stays"), ScriptedExtensionConnector.config("goes"));
    bench.resume.resume(session.id(), true);
    Agent agent = agent(session.id());
    int started = bench.connector.connections().size();

    elsewhere(session.id(), details -> with(details, "stays", "comes"));
    agent(session.id());

    assertEquals(
        List.of("stays", "comes"),
        agent.extensions().configs().stream().map(ExtensionConfig::name).toList());
    assertEquals(started + 1, bench.connector.connections().size());
  }
}
