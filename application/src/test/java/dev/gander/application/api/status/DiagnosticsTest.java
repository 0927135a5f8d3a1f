package dev.gander.application.api.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.agent.Workbench;
import dev.gander.application.api.session.GetSession;
import dev.gander.domain.config.DiagnosticFiles.Kind;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.extension.ConfiguredExtensions.Entry;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.testkit.store.InMemoryDiagnosticFiles;
import dev.gander.testkit.store.InMemoryPromptTemplates;
import dev.gander.testkit.store.InMemorySecretStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
  private final Workbench bench = new Workbench();
  private final InMemorySecretStore secrets = new InMemorySecretStore();
  private final KnownSecrets known = new KnownSecrets();
  private final InMemoryDiagnosticFiles files = new InMemoryDiagnosticFiles();
  private final Diagnostics diagnostics =
      new Diagnostics(
          new GetSession(bench.sessions, bench.conversations),
          new SystemInfo(
              "1.0",
              new SystemInfo.OperatingSystem("linux", "6.1", "x86_64"),
              bench.active,
              bench.configured),
          bench.configured,
          files,
          new InMemoryPromptTemplates().with(PromptName.PLAN, "mine"),
          secrets,
          known,
          bench.watch,
          bench.clock);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aReportHasTheSessionTheFilesAndAllPrompts() {
    SessionId id = bench.session().id();
    files.with(Kind.CONFIG, "config.yaml", "A: 1");

    var report = diagnostics.collect(id);

    assertEquals(Optional.of(id.value()), ((JsonObject) report.session()).text("id"));
    assertEquals("A: 1", report.files(Kind.CONFIG).getFirst().text());
    assertEquals(List.of(), report.files(Kind.SCHEDULE));
    assertEquals(PromptName.values().length, report.prompts().size());
    assertEquals("system.md", report.prompts().getFirst().name());
    assertEquals(bench.clock.instant(), report.summary().generatedAt());
    assertEquals(List.of(), report.problems());
  }

  @Test
  void secretsAreHidden() {
    secrets.put("MY_KEY", Json.of("correct horse"));
    known.add("battery staple");
    secrets.put("SHORT", Json.of("on"));
    secrets.put("NUMBER", Json.of(12345678));
    files
        .with(Kind.CONFIG, "config.yaml", "note: correct horse\nOTHER_TOKEN: abc\non: 12345678")
        .with(
            Kind.SERVER_LOG, "server.log", "used correct horse, battery staple and sk-abcdefgh on");

    var report = diagnostics.collect(bench.session().id());

    assertEquals(
        "note: ***\nOTHER_TOKEN: ***\non: 12345678", report.files(Kind.CONFIG).getFirst().text());
    assertEquals("used ***, *** and *** on", report.files(Kind.SERVER_LOG).getFirst().text());
  }

  @Test
  void theSessionShowsNoSecretsEither() {
    secrets.put("MY_KEY", Json.of("correct horse"));
    SessionId id = bench.session().id();
    bench.conversations.append(
        id, List.of(Message.user("m1", 1, new Content.Text("say correct horse or sk-abcdefgh"))));

    String session = diagnostics.collect(id).session().toString();

    assertTrue(session.contains("say *** or ***"), session);
    assertFalse(session.contains("horse"), session);
  }

  @Test
  void whatExtensionsWereGivenIsHiddenEvenIfTheyWereNotStarted() {
    ExtensionConfig remote = remote(Map.of("A", "horse-1"), Map.of("B", "staple-2"));
    bench.settings.put(
        "extensions", JsonObject.of("mine", new Entry("mine", false, remote).toJson()));
    SessionId id = bench.session().id();
    bench.sessions.update(
        id,
        it ->
            it.withExtensionData(
                EnabledExtensions.write(
                    JsonObject.EMPTY, List.of(remote(Map.of("LEVEL", "battery-3"), Map.of())))));
    files.with(Kind.SERVER_LOG, "server.log", "horse-1, staple-2 and battery-3");

    var report = diagnostics.collect(id);

    assertEquals("***, *** and ***", report.files(Kind.SERVER_LOG).getFirst().text());
  }

  private static ExtensionConfig remote(Map<String, String> envs, Map<String, String> headers) {
    return new ExtensionConfig.StreamableHttp(
        "mine",
        "",
        "http://localhost",
        envs,
        List.of(),
        headers,
        null,
        null,
        null,
        List.of(),
        JsonObject.EMPTY);
  }

  @Test
  void whatCannotBeReadIsToldAndTheRestIsThere() {
    files.with(Kind.CONFIG, "config.yaml", "A: 1").breakAll(Kind.MODEL_LOGS);

    var report = diagnostics.collect(bench.session().id());

    assertEquals(List.of("cannot read MODEL_LOGS"), report.problems());
    assertEquals(1, report.files(Kind.CONFIG).size());
  }

  @Test
  void thereIsNoReportOfAnUnknownSession() {
    SessionId nope = new SessionId("nope");
    assertThrows(SessionNotFound.class, () -> diagnostics.collect(nope));
    assertThrows(SessionNotFound.class, () -> diagnostics.summarize(nope));
  }
}
