package dev.gander.application.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tunnel.LocalServer;
import dev.gander.domain.tunnel.TunnelIdentity;
import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelRefused;
import dev.gander.domain.tunnel.TunnelRelay;
import dev.gander.domain.tunnel.TunnelStatus;
import dev.gander.domain.tunnel.TunnelStatus.State;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.tunnel.InMemoryTunnelLinks;
import dev.gander.testkit.tunnel.InMemoryTunnelLock;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelTest {
  private static final TunnelRelay RELAY = TunnelRelay.parse("https://relay.example");
  private static final LocalServer SERVER =
      new LocalServer(URI.create("http://127.0.0.1:8080"), "key", null);

  private final Map<String, String> variables = new HashMap<>();
  private final InMemorySettings settings = new InMemorySettings();
  private final InMemorySecretStore secrets = new InMemorySecretStore();
  private final KnownSecrets known = new KnownSecrets();
  private final InMemoryTunnelLock lock = new InMemoryTunnelLock();
  private final InMemoryTunnelLinks links = new InMemoryTunnelLinks();

  /// A tunnel of a server that listens, with a relay that runs.
  private Tunnel tunnel() {
    variables.put("GOOSE_TUNNEL_WORKER_URL", "https://relay.example");
    links.start(RELAY);
    return ofThisServer();
  }

  private Tunnel ofThisServer() {
    Tunnel tunnel = bare();
    tunnel.leadTo(SERVER);
    return tunnel;
  }

  private Tunnel bare() {
    return on(settings);
  }

  private record ReadOnlySettings() implements Settings {
    @Override
    public Optional<Json> find(String key) {
      return Optional.empty();
    }

    @Override
    public Optional<String> environment(String key) {
      return Optional.empty();
    }

    @Override
    public JsonObject all() {
      return JsonObject.EMPTY;
    }

    @Override
    public void edit(UnaryOperator<JsonObject> change) {
      throw new StorageException("read only", null);
    }
  }

  private Tunnel on(Settings settings) {
    return on(settings, links);
  }

  private Tunnel on(Settings settings, TunnelLinks links) {
    return new Tunnel(
        new Tunnel.Parts(
            variables,
            new TypedSettings(settings),
            secrets,
            known,
            lock.inAnotherProgram(),
            links,
            new Random(7)));
  }

  private static String refusal(Tunnel tunnel) {
    return assertThrows(TunnelRefused.class, tunnel::open).text();
  }

  private void assertUntouched() {
    assertEquals(List.of(), links.open());
    assertFalse(lock.isTaken());
    assertEquals(Optional.empty(), settings.find("tunnel_auto_start"));
  }

  @Test
  void anOpenTunnelLeadsVisitorsToThisServer() {
    TunnelStatus status = tunnel().open();

    InMemoryTunnelLinks.Opened link = links.open().getFirst();
    assertEquals(RELAY, link.relay());
    assertEquals(SERVER, link.server());
    assertEquals(
        new TunnelStatus(
            State.RUNNING,
            "https://relay.example/tunnel/" + link.identity().agent(),
            "relay.example",
            link.identity().secret()),
        status);
    assertTrue(link.identity().agent().matches("[0-9a-f]{64}"));
    assertTrue(link.identity().secret().matches("[0-9a-f]{64}"));
    assertEquals("x *** y", known.hiddenIn("x " + link.identity().secret() + " y"));
    assertEquals(Optional.of(Json.of(true)), settings.find("tunnel_auto_start"));
    assertTrue(lock.isTaken());
  }

  @Test
  void theIdentityIsMadeOnce() {
    secrets.put("tunnel_agent_id", Json.of("mine"));
    Tunnel tunnel = tunnel();
    tunnel.open();
    TunnelIdentity first = links.open().getFirst().identity();
    tunnel.stop();

    tunnel.open();

    assertEquals("mine", first.agent());
    assertEquals(first, links.open().getFirst().identity());
  }

  @Test
  void withoutARelayThereIsNone() {
    assertEquals(
        "No relay is known: GOOSE_TUNNEL_WORKER_URL must name one that you trust, and there is no"
            + " default",
        refusal(ofThisServer()));
    variables.put("GOOSE_TUNNEL_WORKER_URL", " ");
    assertThrows(TunnelRefused.class, ofThisServer()::open);
    variables.put("GOOSE_TUNNEL_WORKER_URL", "http://relay.example");
    assertThrows(InvalidInput.class, ofThisServer()::open);
    assertUntouched();
  }

  /// A client that may write settings must not choose where conversations go.
  @Test
  void aSettingNamesNoRelay() {
    settings.put("GOOSE_TUNNEL_WORKER_URL", Json.of("https://relay.example"));

    assertThrows(TunnelRefused.class, ofThisServer()::open);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "None", "NO"})
  void itCanBeForbidden(String word) {
    Tunnel tunnel = tunnel();
    variables.put("GOOSE_TUNNEL", word);

    assertEquals("The tunnel is disabled: GOOSE_TUNNEL says so", refusal(tunnel));
    assertUntouched();
    tunnel.stop();
    assertEquals(TunnelStatus.bare(State.DISABLED), tunnel.status());
    assertEquals(Optional.of(Json.of(false)), settings.find("tunnel_auto_start"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "0", "yes", ""})
  void otherWordsForbidNothing(String word) {
    Tunnel tunnel = tunnel();
    variables.put("GOOSE_TUNNEL", word);

    assertEquals(State.RUNNING, tunnel.open().state());
  }

  @Test
  void withoutAServerThereIsNothingToLeadTo() {
    tunnel();

    refusal(bare());

    assertUntouched();
  }

  @Test
  void thereIsOneTunnel() {
    Tunnel tunnel = tunnel();
    tunnel.open();

    assertEquals("The tunnel is already there (running); stop it first", refusal(tunnel));
    links.stop(RELAY);
    assertEquals("The tunnel is already there (error); stop it first", refusal(tunnel));
    assertEquals(1, links.open().size());
  }

  @Test
  void theStateIsTheRelays() {
    Tunnel tunnel = tunnel();
    TunnelStatus running = tunnel.open();
    links.stop(RELAY);

    assertEquals(
        new TunnelStatus(State.ERROR, running.url(), running.hostname(), running.secret()),
        tunnel.status());
    links.start(RELAY);
    assertEquals(running, tunnel.status());
  }

  @Test
  void anotherProgramsTunnelIsSeenAndRespected() {
    Tunnel other = tunnel();
    other.open();
    Tunnel tunnel = ofThisServer();

    assertEquals(TunnelStatus.bare(State.RUNNING), tunnel.status());
    assertEquals("Another program on this machine has the tunnel open", refusal(tunnel));
    tunnel.stop();
    assertEquals(1, links.open().size());
    other.stop();
    assertEquals(TunnelStatus.bare(State.IDLE), tunnel.status());
    assertEquals(State.RUNNING, tunnel.open().state());
  }

  @Test
  void stoppingLeavesNothing() {
    Tunnel tunnel = tunnel();
    tunnel.open();

    tunnel.stop();
    tunnel.stop();

    assertEquals(List.of(), links.open());
    assertFalse(lock.isTaken());
    assertEquals(TunnelStatus.bare(State.IDLE), tunnel.status());
    assertEquals(Optional.of(Json.of(false)), settings.find("tunnel_auto_start"));
  }

  @Test
  void settingsThatCannotBeWrittenLeaveNothingOpen() {
    variables.put("GOOSE_TUNNEL_WORKER_URL", "https://relay.example");
    Tunnel tunnel = on(new ReadOnlySettings());
    tunnel.leadTo(SERVER);

    assertThrows(StorageException.class, tunnel::open);
    assertThrows(StorageException.class, tunnel::stop);

    assertUntouched();
  }

  @Test
  void withoutTheMeansToLinkNothingIsLeft() {
    variables.put("GOOSE_TUNNEL_WORKER_URL", "https://relay.example");
    Tunnel tunnel =
        on(
            settings,
            (_, _, _) -> {
              throw new Unavailable("not installed");
            });
    tunnel.leadTo(SERVER);

    assertThrows(Unavailable.class, tunnel::open);

    assertUntouched();
    assertEquals(TunnelStatus.bare(State.IDLE), tunnel.status());
  }

  @Test
  void whatWasOpenIsOpenedAtTheNextStart() {
    Tunnel tunnel = tunnel();
    tunnel.openIfWanted();
    assertUntouched();
    tunnel.open();
    tunnel.close();
    assertEquals(List.of(), links.open());

    tunnel.openIfWanted();
    assertEquals(List.of(), links.open(), "the program is ending");
    ofThisServer().openIfWanted();

    assertEquals(1, links.open().size());
  }

  @Test
  void nothingIsOpenedByItselfThatMayNotBe() {
    Tunnel other = tunnel();
    other.open();
    ofThisServer().openIfWanted();
    assertEquals(1, links.open().size());
    other.close();

    variables.put("GOOSE_TUNNEL", "no");
    ofThisServer().openIfWanted();
    variables.clear();
    ofThisServer().openIfWanted();

    assertEquals(List.of(), links.open());
    assertEquals(Optional.of(Json.of(true)), settings.find("tunnel_auto_start"));
  }
}
