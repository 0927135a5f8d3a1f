package dev.gander.application.agent;

import static dev.gander.testkit.extension.ScriptedExtensionConnector.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.agent.AddExtension;
import dev.gander.application.api.agent.ExtensionNotKept;
import dev.gander.application.api.agent.RemoveExtension;
import dev.gander.domain.cluster.ChangeOutcome;
import dev.gander.domain.cluster.ChangeOutcome.Kind;
import dev.gander.domain.cluster.ExtensionChange;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.testkit.extension.ScriptedExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Changes that one server asks of another.
class ExtensionChangesTest {
  private static final ExtensionConfig SSE =
      new ExtensionConfig.Sse("s", "", null, List.of(), JsonObject.EMPTY);

  private final Workbench bench = new Workbench();
  private final List<ExtensionChange> asked = new ArrayList<>();

  /// The other server, whose agents are those of the bench.
  private final OtherAgents other =
      new OtherAgents() {
        private Receiver receiver;

        @Override
        public void receive(Receiver here) {
          receiver = receiver == null ? here : receiver;
        }

        @Override
        public Optional<ChangeOutcome> change(SessionId session, ExtensionChange change)
            throws InterruptedException {
          asked.add(change);
          return Optional.of(receiver.change(session, change));
        }
      };

  private final AddExtension add;
  private final RemoveExtension remove;

  ExtensionChangesTest() {
    var _ = new ExtensionChanges(bench.sessions, bench.agents, other);
    var changes = new ExtensionChanges(bench.sessions, bench.agents, other);
    add = new AddExtension(changes);
    remove = new RemoveExtension(changes);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theOtherServerAddsAndRemoves() throws Exception {
    bench.connector.offer("m", new ScriptedExtension().tool("a", _ -> ""));
    SessionId id = bench.session().id();

    add.add(id, config("m"));
    assertEquals(List.of(config("m")), stored(id));
    remove.remove(id, "m");

    assertEquals(List.of(), stored(id));
    assertEquals(
        List.of(new ExtensionChange.Add(config("m")), new ExtensionChange.Remove("m")), asked);
  }

  private List<ExtensionConfig> stored(SessionId id) {
    return EnabledExtensions.read(bench.sessions.get(id).extensionData()).orElseThrow();
  }

  @Test
  void whatGoesWrongThereIsToldAsIfItWereHere() throws Exception {
    bench.connector.refuse("bad", "boom");
    SessionId id = bench.session().id();

    ExtensionException broken =
        assertThrows(ExtensionException.class, () -> add.add(id, config("bad")));
    ExtensionException unknown = assertThrows(ExtensionException.class, () -> add.add(id, SSE));

    assertEquals("boom", broken.text());
    assertFalse(broken.isOfConfig());
    assertTrue(unknown.isOfConfig());
    assertEquals("invalid config: SSE is unsupported, migrate to streamable_http", unknown.text());
    assertThrows(SessionNotFound.class, () -> add.add(new SessionId("nope"), config("bad")));
    assertEquals(2, asked.size());
  }

  @Test
  void eachKindOfFailureHasItsException() {
    assertTrue(failure(Kind.LOGIN_WANTED) instanceof ExtensionException e && e.wantsLogin());
    assertTrue(failure(Kind.SESSION_GONE) instanceof SessionNotFound);
    assertTrue(failure(Kind.NOT_KEPT) instanceof ExtensionNotKept e && isWhy(e.reason()));
    assertTrue(failure(Kind.STOPPED) instanceof Conflict e && isWhy(e));
    assertTrue(failure(Kind.OTHER) instanceof Unavailable e && isWhy(e));
  }

  private static boolean isWhy(GanderException failure) {
    return failure.text().equals("why");
  }

  private GanderException failure(Kind kind) {
    OtherAgents failing =
        new OtherAgents() {
          @Override
          public void receive(Receiver here) {}

          @Override
          public Optional<ChangeOutcome> change(SessionId session, ExtensionChange change) {
            return Optional.of(new ChangeOutcome(kind, "why"));
          }
        };
    AddExtension adding =
        new AddExtension(new ExtensionChanges(bench.sessions, bench.agents, failing));
    SessionId id = bench.session().id();
    return assertThrows(GanderException.class, () -> adding.add(id, config("m")));
  }
}
