package dev.gander.application.agent;

import static dev.gander.testkit.extension.ScriptedExtensionConnector.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.agent.MoveSession;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.HostClient;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.provider.ScriptedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {
  private final Workbench bench = new Workbench().withModel();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void extensionsAreToldOnceOfEachFolderTheSessionMovesTo(@TempDir Path dir) throws Exception {
    Path first = folder(dir, "first");
    Path second = folder(dir, "second");
    ScriptedExtension extension = new ScriptedExtension();
    bench.connector.offer("x", extension);
    SessionId id = bench.session(config("x")).id();
    Agent agent = bench.agents.get(id);
    MoveSession move = new MoveSession(bench.sessions, bench.agents);

    move.move(id, " " + first + "\n");
    move.move(id, first.toString());
    assertEquals(first, agent.workingDir());
    assertEquals(1, extension.newRoots());

    move.move(id, second.toString());
    assertEquals(second, agent.workingDir());
    assertEquals(2, extension.newRoots());
    assertEquals(second.toString(), bench.sessions.get(id).workingDir());
    assertTrue(extension.isAlive(), "nothing is restarted");
    assertEquals(1, bench.connector.connections().size());
  }

  @Test
  void aSessionDoesNotMoveToWhatIsNoFolder(@TempDir Path dir) throws Exception {
    Path file = Files.createFile(dir.resolve("file"));
    SessionId id = bench.session().id();
    Agent agent = bench.agents.get(id);
    MoveSession move = new MoveSession(bench.sessions, bench.agents);

    for (String wrong :
        List.of("", " \n", "relative", "..", file.toString(), dir + "/nope", "/\0")) {
      assertThrows(InvalidInput.class, () -> move.move(id, wrong), wrong);
    }
    assertThrows(SessionNotFound.class, () -> move.move(new SessionId("no"), dir.toString()));

    assertEquals("/work", bench.sessions.get(id).workingDir());
    assertEquals(Path.of("/work"), agent.workingDir());
  }

  @Test
  void aModelReleasesItsPredecessorOnly() throws Exception {
    Agent agent = bench.agents.get(new SessionId("s"));
    ScriptedProvider one = new ScriptedProvider();
    ScriptedProvider other = new ScriptedProvider();

    agent.useModel(model(one));
    assertFalse(one.isClosed());
    agent.useModel(model(other));

    assertTrue(one.isClosed());
    assertFalse(other.isClosed());
    assertEquals(other, agent.provider().orElseThrow());
  }

  @Test
  void aStoppedAgentKeepsNoModel() throws Exception {
    SessionId id = new SessionId("s");
    Agent agent = bench.agents.get(id);
    ScriptedProvider last = new ScriptedProvider();
    ScriptedProvider late = new ScriptedProvider();
    agent.useModel(model(last));

    bench.agents.stop(id);
    assertTrue(last.isClosed());

    agent.useModel(model(late));
    assertTrue(late.isClosed(), "one that comes afterwards is released at once");
  }

  @Test
  void anAgentIsMadeWithTheModelOfItsSession() throws Exception {
    assertEquals(Optional.of(ModelConfig.of("large")), modelOf("scripted"));
    assertEquals(Optional.empty(), modelOf("locked"));
    assertEquals(Optional.empty(), modelOf(null));
  }

  @Test
  void resumingGivesTheAgentTheModelThatIsStored() throws Exception {
    Session session = bench.session();
    Agent agent = bench.agents.get(session.id());

    bench.resume.resume(session.id(), true);

    assertEquals(
        bench.sessions.get(session.id()).model().config(), agent.model().orElseThrow().model());
  }

  @Test
  void anAgentKnowsTheClientThatOpenedItsSessionUntilItIsStopped() throws Exception {
    SessionId id = new SessionId("s");
    HostClient editor = new HostClient("editor", "9", JsonObject.EMPTY, true);

    bench.agents.open(id, editor);
    bench.agents.open(id, null);
    assertEquals(Optional.of(editor), bench.agents.get(id).client());
    assertEquals(Optional.of(editor), bench.agents.restart(id).client());

    bench.agents.stop(id);
    assertEquals(Optional.empty(), bench.agents.get(id).client());
  }

  /// The model of a new agent whose session has a model of this provider.
  private Optional<ModelConfig> modelOf(String provider) throws InterruptedException {
    SessionId id = bench.session().id();
    bench.agents.get(id);
    bench.agents.stop(id);
    bench.sessions.update(
        id, it -> it.withModel(new SessionModel(provider, ModelConfig.of("large"))));
    return bench.agents.get(id).model().map(ConfiguredModel::model).map(AgentTest::asStored);
  }

  private static ModelConfig asStored(ModelConfig resolved) {
    return ModelConfig.of(resolved.modelName());
  }

  private static ConfiguredModel model(ScriptedProvider provider) {
    return new ConfiguredModel(provider, ModelConfig.of("m"), null);
  }

  private static Path folder(Path parent, String name) throws IOException {
    return Files.createDirectory(parent.resolve(name));
  }
}
