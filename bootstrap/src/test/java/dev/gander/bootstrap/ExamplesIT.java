package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.wire.ChatWire;
import dev.gander.testkit.FreePort;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the readmes of the examples promise: each of their commands runs as it stands, in a
/// checkout where nothing was installed before.
class ExamplesIT {
  private static final String INSTALL = "./gander install";
  private static final Map<String, String> SERVING =
      Map.of("GOOSE_PORT", "0", "GOOSE_TLS", "false", "GOOSE_SERVER__SECRET_KEY", "key");

  @TempDir private static Path folder;
  private static FreshCheckout checkout;

  @BeforeAll
  static void install() throws Exception {
    checkout = FreshCheckout.in(folder);
    checkout.run(INSTALL);
  }

  @AfterAll
  static void unlink() throws IOException {
    checkout.close();
  }

  /// Its last command starts the server; a jar that is broken lies beside the plug-in's.
  @Test
  void aPluginIsBuiltDroppedIntoTheFolderAndUsed() throws Exception {
    Path plugins = Files.createDirectories(checkout.configuration().resolve("plugins"));
    Files.writeString(plugins.resolve("broken.jar"), "no zip file");
    List<String> commands = commands("examples/provider-plugin/README.md");
    for (String command : commands.subList(0, commands.size() - 1)) {
      checkout.run(command);
    }
    try (ImageServer server = ImageServer.listening(checkout.start(commands.getLast(), SERVING))) {
      assertEquals(List.of("true"), listed(server));
      assertEquals(
          "HELLO EXAMPLE", server.answer(server.newSession(folder), "hello example").strip());
    }
    String log = ImageServer.log(checkout.state());
    assertTrue(log.contains("provider-program-1.0.jar: provider program"), log);
    assertTrue(log.contains("broken.jar is left out"), log);
  }

  /// Its own tests are the contracts of providers over HTTP; they run when it is built.
  @Test
  void aPluginForAServiceIsBuiltDroppedIntoTheFolderAndUsed() throws Exception {
    List<String> commands = commands("examples/http-provider/README.md");
    for (String command : commands.subList(0, commands.size() - 1)) {
      checkout.run(command);
    }
    try (ModelService service = new ModelService()) {
      service.always(200, said("Hello from Acme"), "content-type", "text/event-stream");
      Map<String, String> variables = new HashMap<>(SERVING);
      variables.put("ACME_HOST", service.url() + "/v1");
      try (ImageServer server =
          ImageServer.listening(checkout.start(commands.getLast(), variables))) {
        assertEquals("Hello from Acme", server.answer(server.newSession(folder), "hello"));
      }
      ModelService.Asked asked = service.asked();
      assertEquals("/v1/chat/completions", asked.path());
      assertEquals("Bearer your-key", asked.headers().get("authorization"));
    }
  }

  private static String said(String text) {
    ScriptedAnswer answer = ScriptedAnswer.start("a1").text(text);
    ChatWire wire = new ChatWire();
    return wire.begin(answer)
        + wire.step(answer, (Step.Emit) answer.steps().getFirst())
        + wire.end(answer);
  }

  @Test
  void aProgramEmbedsGanderOnEachPathAndWithoutAServer() throws Exception {
    List<String> commands = commands("examples/embedding/README.md");
    assertEquals(3, commands.size());
    for (String command : commands) {
      assertEquals("hello", firstLine(checkout.run(command)), command);
    }
  }

  @Test
  void aProgramWithoutModulesEmbedsGander() throws Exception {
    checkout.run("cp -r examples/embedding examples/plain && rm -rf examples/plain/target");
    checkout.run("rm examples/plain/src/main/java/module-info.java");
    assertEquals(
        "hello",
        firstLine(checkout.run("./gander mvn -q -f examples/plain package exec:exec@class-path")));
  }

  /// Its test has a server and a scripted model in its own process.
  @Test
  void aChatBotIsBuiltAndTested() throws Exception {
    for (String command : commands("examples/chat-bot/README.md")) {
      checkout.run(command);
    }
    assertEquals(
        "1",
        checkout.run("ls examples/chat-bot/target/surefire-reports/TEST-*.xml | wc -l").strip());
  }

  /// Their own tests run while they are built.
  @ParameterizedTest
  @CsvSource({"spring-boot, SERVER_PORT", "quarkus, QUARKUS_HTTP_PORT"})
  void anApplicationAnswersQuestions(String example, String portVariable) throws Exception {
    List<String> commands = commands("examples/" + example + "/README.md");
    assertEquals(2, commands.size());
    checkout.run(commands.getFirst());

    int port = FreePort.find();
    Process application =
        checkout.start(commands.getLast(), Map.of(portVariable, String.valueOf(port)));
    try {
      Thread.ofVirtual().start(() -> application.inputReader().lines().forEach(_ -> {}));
      URI server = URI.create("http://127.0.0.1:" + port);
      NodeTools.awaitAnswer(application, server);
      assertEquals("hello", answer(server.resolve("/questions"), "!say hello"));
    } finally {
      application.toHandle().destroy(); // The process object would close what is read.
      application.waitFor();
    }
  }

  private static String answer(URI place, String question)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(place)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(question))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  @Test
  void theBomGivesOneJackson() throws Exception {
    checkout.run(
        "./gander mvn -q -f examples/embedding -Dmdep.outputFile=class-path"
            + " org.apache.maven.plugins:maven-dependency-plugin:"
            + System.getProperty("dependency.plugin")
            + ":build-classpath");
    List<String> versions =
        Stream.of(checkout.run("cat examples/embedding/class-path").strip().split(":"))
            .map(jar -> checkout.repository().relativize(Path.of(jar)))
            .filter(jar -> jar.startsWith("com/fasterxml/jackson"))
            .map(jar -> jar.getName(jar.getNameCount() - 2).toString())
            .toList();
    assertTrue(versions.size() >= 4, () -> "found only " + versions);
    assertEquals(
        1, versions.stream().map(ExamplesIT::majorAndMinor).distinct().count(), versions::toString);
  }

  /// Maven ends its output with a control sequence for terminals.
  private static String firstLine(String output) {
    return output.lines().findFirst().orElse("");
  }

  /// All modules of Jackson but its annotations have patches.
  private static String majorAndMinor(String version) {
    return version.replaceFirst("^(\\d+\\.\\d+)\\..*", "$1");
  }

  /// The commands of a readme after the installation, which all have in common.
  private static List<String> commands(String readme) throws IOException {
    List<String> commands = checkout.commands(readme);
    assertEquals(INSTALL, commands.getFirst());
    return commands.subList(1, commands.size());
  }

  /// Whether the provider is set up, each time that it is listed.
  private static List<String> listed(ImageServer server) throws IOException, InterruptedException {
    Json all = JsonText.parse(server.send("GET", "/config/providers", "").body());
    return ((JsonArray) all)
        .items().stream()
            .map(JsonFields::asObject)
            .filter(provider -> provider.text("name").filter("program"::equals).isPresent())
            .map(
                provider ->
                    JsonText.write(JsonFields.of(provider).required("is_configured", v -> v)))
            .toList();
  }
}
