package dev.gander.adapters.llm.clouds.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Programs;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.ChatWire;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureProviderTest extends ServiceTest implements HttpProviderContract {
  private static final ClientEnvironment STILL =
      ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {});

  @TempDir Path folder;

  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new ChatWire()));
    return provider("AZURE_OPENAI_API_KEY", "k");
  }

  @ParameterizedTest
  @CsvSource({
    "'',             ,           /openai/deployments/my%20dep/chat/completions?api-version=2024-10-21",
    "/,              ,           /openai/deployments/my%20dep/chat/completions?api-version=2024-10-21",
    "/gate/,         2025-01-01, /gate/openai/deployments/my%20dep/chat/completions?api-version=2025-01-01",
    "/gate/v1,       ,           /gate/v1/openai/deployments/my%20dep/chat/completions",
    "/v1/gate,       '  ',       /v1/gate/openai/deployments/my%20dep/chat/completions",
    "/gate/v1,       2025-01-01, /gate/v1/openai/deployments/my%20dep/chat/completions?api-version=2025-01-01",
    "/openai/v1/,    ,           /openai/v1/chat/completions",
    "/openai/v1,     preview,    /openai/v1/chat/completions?api-version=preview",
  })
  void aDeploymentIsAskedWhereTheEndpointSays(String path, String version, String asked)
      throws InterruptedException {
    Asked request =
        refused(
            TestSettings.of("AZURE_OPENAI_API_KEY", "k", "AZURE_OPENAI_API_VERSION", or(version))
                .with("AZURE_OPENAI_ENDPOINT", service.url() + path));

    assertEquals(asked, request.path());
    assertEquals("k", request.headers().get("api-key"));
    assertEquals(
        Optional.of(asked.startsWith("/openai/v1/") ? "my dep" : "mock"),
        request.json().text("model"));
  }

  @Test
  void aTokenCountsBeforeAKey() throws InterruptedException {
    Asked request =
        refused(TestSettings.of("AZURE_OPENAI_API_KEY", "k", "AZURE_OPENAI_AD_TOKEN", " t "));

    assertEquals("Bearer t", request.headers().get("authorization"));
    assertNull(request.headers().get("api-key"));
  }

  @Test
  void modelsAreListed() throws InterruptedException {
    service.status(200, "{\"data\": [{\"id\": \"gpt-4o\"}, {\"id\": \"gpt-4\"}]}");

    assertEquals(List.of("gpt-4", "gpt-4o"), provider("AZURE_OPENAI_API_KEY", "k").models());
    assertEquals("/openai/models?api-version=2024-10-21", service.asked().path());
  }

  @ParameterizedTest
  @CsvSource({
    // The clock stands at 2026-03-04T10:11:12Z.
    "\"expires_on\": 1772619102,                 2",
    "\"expires_on\": \"1772619101\",             2",
    "\"expires_on\": 1772619103,                 1",
    "\"expiresOn\": \"2099-01-01 10:00:00.000\", 1",
    "\"expiresOn\": \"2001-01-01 10:00:00.000\", 2",
    "\"expiresOn\": \"tomorrow\",                2",
  })
  void theTokenOfTheCliIsKeptUntilShortlyBeforeItsEnd(String end, int runs) throws Exception {
    az("echo '{\"accessToken\": \"t1\", \"tokenType\": \"Bearer\", " + end + "}'");
    service.status(200, "{\"data\": []}").status(200, "{\"data\": []}");
    Provider provider = provider();

    provider.models();
    provider.models();

    assertEquals("Bearer t1", service.asked().headers().get("authorization"));
    assertEquals("Bearer t1", service.asked().headers().get("authorization"));
    List<String> asked = Files.readAllLines(folder.resolve("asked"));
    assertEquals(runs, asked.size());
    assertEquals(
        "account get-access-token --resource https://cognitiveservices.azure.com --output json",
        asked.getFirst());
  }

  @Test
  void aRefusedTokenIsAskedForAgain() throws Exception {
    az("echo \"{\\\"accessToken\\\": \\\"t$N\\\", \\\"expires_on\\\": 4000000000}\"");
    service.status(401, "{}").status(200, "{\"data\": []}");

    provider().models();

    assertEquals("Bearer t1", service.asked().headers().get("authorization"));
    assertEquals("Bearer t2", service.asked().headers().get("authorization"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo "ERROR: Please run az login" >&2; exit 1 | The Azure CLI gives no token: az failed: ERROR: Please run az login. Sign in with `az login`.
          echo '{"accessToken": secret'                 | The Azure CLI gives no token: its answer is no JSON object. Sign in with `az login`.
          echo '["secret"]'                             | The Azure CLI gives no token: its answer is no JSON object. Sign in with `az login`.
          echo '{"token": "secret"}'                    | The Azure CLI gives no token: its answer has none. Sign in with `az login`.
          """)
  void aCliThatGivesNoTokenIsToldWithoutWhatItSaid(String script, String text) throws Exception {
    az(script);
    Provider provider = provider();

    var failure = assertThrows(ProviderException.Authentication.class, provider::models);

    assertEquals(text, failure.text());
    assertTrue(service.allAsked().isEmpty());
  }

  @Test
  void aMissingCliIsNamed() {
    Provider provider = provider();

    var failure = assertThrows(ProviderException.ExecutionError.class, provider::models);

    assertTrue(failure.text().contains("AZURE_OPENAI_API_KEY"), failure.text());
  }

  @Test
  void anInterruptEndsTheCli() throws Exception {
    Path gate = folder.resolve("gate");
    assertEquals(0, new ProcessBuilder("mkfifo", gate.toString()).start().waitFor());
    az("echo $$ > \"$HERE/gate\"; exec sleep 60");
    Provider provider = provider();
    FutureTask<Object> task = new FutureTask<>(provider::models);
    Thread reader = Thread.ofVirtual().start(task);
    long process = Long.parseLong(Files.readString(gate).strip());

    reader.interrupt();

    reader.join();
    assertTrue(task.isDone());
    Optional<ProcessHandle> left = ProcessHandle.of(process);
    if (left.isPresent()) {
      left.get().onExit().get(30, TimeUnit.SECONDS);
      assertFalse(left.get().isAlive());
    }
  }

  /// A program in the place of the CLI, which notes how it is called; `N` counts the calls.
  private void az(String script) throws IOException {
    Path program = folder.resolve("az");
    Files.writeString(
        program,
        "#!/bin/sh\nHERE='"
            + folder
            + "'\necho \"$@\" >> \"$HERE/asked\"\nN=$(wc -l < \"$HERE/asked\" | tr -d ' ')\n"
            + script
            + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private Asked refused(TestSettings settings) throws InterruptedException {
    service.status(401, "{}");
    Provider provider = provider(settings);
    assertThrows(ProviderException.Authentication.class, () -> provider.stream(request()));
    return service.asked();
  }

  private Provider provider(String... settings) {
    return provider(TestSettings.of(settings));
  }

  private Provider provider(TestSettings settings) {
    TestSettings all =
        TestSettings.of("AZURE_OPENAI_ENDPOINT", service.url())
            .with("AZURE_OPENAI_DEPLOYMENT_NAME", "my dep");
    for (var setting : settings.values().entrySet()) {
      all = all.with(setting.getKey(), setting.getValue());
    }
    return new AzureProviderFactory()
        .create(new OnAMachine(all, folder), new ServiceClients(STILL));
  }

  /// Settings with programs, of which `az` is looked for in the folder.
  private record OnAMachine(TestSettings settings, Path folder) implements ProviderSettings {
    @Override
    public Optional<String> setting(String key) {
      return settings.setting(key);
    }

    @Override
    public Optional<String> secret(String key) {
      return settings.secret(key);
    }

    @Override
    public Optional<Programs> programs() {
      Map<String, String> variables =
          Map.of("PATH", folder + ":/usr/bin:/bin", "HOME", folder.toString());
      return Optional.of(new Programs(ChildEnvironment.of(variables), List.of(), folder));
    }
  }

  private static String or(String text) {
    return text == null ? "" : text;
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new AzureProviderFactory()
        .create(
            settings
                .with("AZURE_OPENAI_ENDPOINT", url, "AZURE_OPENAI_API_KEY", KEY)
                .with("AZURE_OPENAI_DEPLOYMENT_NAME", "dep"),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)));
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"error\":{\"code\":\"%d\",\"message\":\"%s\"}}".formatted(status, message);
  }

  @Override
  public ModelService.Dialect wire() {
    return new ChatWire();
  }
}
