package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.wire.ChatWire;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the readme of `examples/http-provider` promises: built by its own Maven project from what
/// Gander publishes, its contracts included, dropped into the user's folder of plug-ins and asked.
class HttpProviderIT {
  private static final String JAR = "provider-acme-1.0.jar";

  @TempDir Path build;
  @TempDir Path root;

  @Test
  void theExampleIsBuiltAndAsksItsService() throws Exception {
    Path jar = ExampleBuild.of("http-provider", build).jar(JAR);
    Files.copy(jar, Files.createDirectories(root.resolve("config/plugins")).resolve(JAR));
    try (ModelService service = new ModelService()) {
      service.always(200, said("Hello from Acme"), "content-type", "text/event-stream");
      Map<String, String> settings =
          Map.of(
              "GOOSE_PROVIDER", "acme",
              "GOOSE_MODEL", "acme-large",
              "ACME_HOST", service.url() + "/v1",
              "ACME_API_KEY", "hush-4711-hush");
      try (ImageServer server = ImageServer.start(root, settings)) {
        assertEquals("Hello from Acme", server.answer(server.newSession(root), "hello"));
      }
      ModelService.Asked asked = service.asked();
      assertEquals("/v1/chat/completions", asked.path());
      assertEquals("Bearer hush-4711-hush", asked.headers().get("authorization"));
    }
  }

  private static String said(String text) {
    ScriptedAnswer answer = ScriptedAnswer.start("a1").text(text);
    ChatWire wire = new ChatWire();
    return wire.begin(answer)
        + wire.step(answer, (Step.Emit) answer.steps().getFirst())
        + wire.end(answer);
  }
}
