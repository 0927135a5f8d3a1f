package dev.gander.adapters.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.local.chat.LocalProvider;
import dev.gander.adapters.local.gguf.GgufBytes;
import dev.gander.adapters.local.shelf.ModelShelf;
import dev.gander.adapters.local.shelf.TestModels;
import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.LocalModelRegistry;
import dev.gander.domain.localmodel.LocalModelsFactory;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.json.jackson.JsonText;
import dev.gander.process.ChildRecords;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.ChatWire;
import dev.gander.testkit.localmodel.InMemoryLocalModelRegistry;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.store.InMemorySettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The provider over an engine that a test plays.
class LocalProviderTest extends ServiceTest implements ProviderContract {
  @TempDir Path data;
  private final List<StubEngine> engines = new ArrayList<>();
  private final Map<Path, byte[]> files = new HashMap<>();
  private final LocalModelRegistry registry = new InMemoryLocalModelRegistry(files);
  private LocalEngineHost host;

  @BeforeEach
  void open() throws Exception {
    host = host("/class/path");
    shelve("{}");
  }

  private LocalEngineHost host(String jar) {
    return host(jar, "none");
  }

  private LocalEngineHost host(String jar, String llamaServer) {
    LocalModelsFactory.Installation installation =
        new LocalModelsFactory.Installation(
            data,
            jar.isEmpty() ? List.of() : List.of(Path.of(jar)),
            data.resolve("no natives"),
            ChildEnvironment.of(Map.of()));
    EnginePool pool =
        new EnginePool(this::start, new SystemMemory(Path.of("/")), () -> Duration.ofHours(1));
    return new LocalEngineHost(
        new EngineSearch(
            new InMemorySettings(Map.of("GANDER_LLAMA_SERVER", Json.of(llamaServer))),
            installation,
            ChildRecords.in(data),
            new LibraryPlatform("Linux", "x86_64", List.of())),
        pool);
  }

  private RunningEngine start(EngineSpec spec) {
    StubEngine engine = new StubEngine(URI.create(service.url() + "/"));
    engines.add(engine);
    return engine;
  }

  @AfterEach
  void close() {
    host.close();
  }

  private void shelve(String settings) throws Exception {
    shelve(settings, GgufBytes.model("llama"));
  }

  private void shelve(String settings, GgufBytes file) throws Exception {
    Path path = data.resolve("mock.gguf");
    Files.write(path, file.bytes());
    files.put(path, file.bytes());
    registry.change(
        _ ->
            List.of(
                TestModels.model("mock", path, settings),
                TestModels.model("gone", data.resolve("gone.gguf"), "{}")));
  }

  @Override
  public Set<Capability> capabilities() {
    return Capability.OF_MOST_SERVICES;
  }

  @Override
  public boolean readsHalves() {
    return true;
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new ChatWire()));
    TestTime time = new TestTime();
    return new LocalProvider(
        new ModelShelf(registry),
        host,
        new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)),
        TestSettings.of());
  }

  private Provider saying(String text) {
    return provider(List.of(ScriptedAnswer.says(text)));
  }

  @Test
  void requestsCarryTheEnginesKeyAndTheModelsSettings() throws Exception {
    shelve(
        """
        {"sampling": {"type": "Greedy"}, "repeat_penalty": 1.5, "max_output_tokens": 7,
         "enable_thinking": false}""",
        GgufBytes.model("llama").text("tokenizer.chat_template", "{{ enable_thinking }}"));

    ask(saying("ok"), ModelConfig.of("mock").withTemperature(0.5));

    ModelService.Asked asked = service.asked();
    assertEquals("/v1/chat/completions", asked.path());
    assertEquals("Bearer 0123456789abcdef", asked.headers().get("authorization"));
    JsonObject body = asked.json();
    assertEquals(Json.of(0.5), body.get("temperature"), "the session's own comes first");
    assertEquals(Json.of(1), body.get("top_k"));
    assertEquals(Json.of(1.5), body.get("repeat_penalty"));
    assertEquals(Json.of(7), body.get("max_tokens"));
    assertEquals(JsonText.parse("{\"enable_thinking\": false}"), body.get("chat_template_kwargs"));
  }

  @Test
  void twoAnswersComeFromOneEngine() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("one"), ScriptedAnswer.says("two")));

    ask(provider, ModelConfig.of("mock"));
    ask(provider, ModelConfig.of("mock"));

    assertEquals(1, engines.size());
    assertTrue(engines.getFirst().isRunning());
  }

  @Test
  void anEngineThatDiesIsToldWithItsLastWordsAndStartedAgain() throws Exception {
    Provider provider =
        provider(
            List.of(
                ScriptedAnswer.start("a1")
                    .text("half")
                    .fail(new ProviderException.NetworkError("gone", null)),
                ScriptedAnswer.says("whole")));
    ProviderStream answer = provider.stream(request());
    assertTrue(answer.next().isPresent());
    engines.getFirst().end();

    ProviderException failure =
        assertThrows(ProviderException.class, () -> ProviderContract.drain(answer));
    assertEquals(
        "The engine of mock ended in the middle of an answer, with exit code 134: std::bad_alloc. The next message starts it again",
        failure.text());

    assertEquals("whole", ask(provider, ModelConfig.of("mock")));
    assertEquals(2, engines.size());
  }

  /// Nothing else makes our engine stop reading a prompt. As when it sends nothing for too long.
  @Test
  void anEngineThatRunsAndDoesNotAnswerIsEndedAndStartedAgain() throws Exception {
    ProviderException late = new ProviderException.NetworkError("nothing came", null);
    Provider provider =
        provider(
            List.of(
                ScriptedAnswer.start("a1").text("half").fail(late),
                ScriptedAnswer.start("a2").fail(late),
                ScriptedAnswer.says("whole")));

    for (int stuck = 0; stuck < 2; stuck++) {
      assertThrows(
          ProviderException.NetworkError.class, () -> ask(provider, ModelConfig.of("mock")));
      engines.get(stuck).awaitEnd();
    }

    assertEquals("whole", ask(provider, ModelConfig.of("mock")));
    assertEquals(3, engines.size());
  }

  @Test
  void whoLeavesBeforeTheFirstWordEndsTheEngine() throws Exception {
    ProviderStream answer =
        provider(List.of(ScriptedAnswer.start("a1").hang(new CountDownLatch(1)))).stream(request());

    answer.close();

    engines.getFirst().awaitEnd();
  }

  @Test
  void whoLeavesLaterDoesNot() throws Exception {
    ProviderStream answer =
        provider(List.of(ScriptedAnswer.start("a1").text("so").hang(new CountDownLatch(1)))).stream(
            request());
    assertTrue(answer.next().isPresent());

    answer.close();

    assertTrue(engines.getFirst().isRunning());
  }

  @Test
  void whatCannotRunIsToldBeforeAnythingIsLoaded() throws Exception {
    assertEquals("Model not found: other", refusal("other"));
    assertTrue(refusal("gone").startsWith("The model gone is not downloaded: there is no "));
    shelve("{}", GgufBytes.model("qwen3"));
    assertTrue(
        refusal("mock").startsWith("The model mock cannot be run: its architecture `qwen3` is"),
        refusal("mock"));
    shelve("{}", GgufBytes.model("llama").data(0));
    assertTrue(
        refusal("mock").startsWith("The file of the model mock ends before its tensors: "),
        refusal("mock"));
    assertEquals(List.of(), engines);
  }

  @Test
  void anEngineThatIsNotInstalledIsTold() throws Exception {
    host = host("");
    String reason = "The engine for models on this machine is not installed";

    assertEquals("The model mock cannot be run: " + reason, refusal("mock"));
    assertFalse(host.facts().isThere());
    assertEquals(List.of(reason), host.facts().limits());
  }

  @Test
  void nothingIsInTheWayOfAModelThatRuns() throws Exception {
    host.requireHope(new ModelShelf(registry).find("mock").orElseThrow());

    assertEquals(List.of(), engines);
  }

  @Test
  void aModelsContextIsTheOneItIsLoadedWith() throws Exception {
    assertEquals(OptionalInt.of(8192), saying("").contextLimit("mock"));
    shelve("{\"context_size\": 1024}");
    assertEquals(OptionalInt.of(1024), saying("").contextLimit("mock"));
    assertEquals(OptionalInt.empty(), saying("").contextLimit("other"));
    assertEquals(List.of("mock"), saying("").models());
  }

  @Test
  void theBundledEngineIsToldAboutToolsInWords() throws Exception {
    shelve("{}", GgufBytes.model("llama").text("tokenizer.chat_template", "{{ tools }}"));

    assertFalse(saying("").callsTools("mock"));
    assertTrue(saying("").callsTools("other"), "the first request tells that there is none");
  }

  @Test
  void theTemplateInUseDecidesHowToolsAreTold() throws Exception {
    Path program =
        Files.writeString(data.resolve("llama-server"), "#!/bin/sh\necho version: 9 >&2\n");
    assertTrue(program.toFile().setExecutable(true));
    host = host("", program.toString());
    GgufBytes knowing = GgufBytes.model("llama").text("tokenizer.chat_template", "{{ tools }}");
    String written = "{\"chat_template\": {\"type\": \"custom_inline\", \"template\": \"%s\"}}";
    String named = "{\"chat_template\": {\"type\": \"builtin\", \"name\": \"llama3\"}%s}";

    assertTrue(callsTools("{}", knowing));
    assertFalse(callsTools(written.formatted("{{ messages }}"), knowing));
    assertTrue(callsTools(written.formatted("{{ tools }}"), GgufBytes.model("llama")));
    assertFalse(callsTools(named.formatted(""), knowing), "it has no place for tools");
    assertFalse(callsTools(named.formatted(", \"tool_calling\": \"force_native\""), knowing));
  }

  private boolean callsTools(String settings, GgufBytes file) throws Exception {
    shelve(settings, file);
    return saying("").callsTools("mock");
  }

  /// The texts are those that a turn would tell.
  private String refusal(String model) {
    new ModelShelf(registry)
        .find(model)
        .ifPresent(
            it -> assertThrows(ProviderException.ExecutionError.class, () -> host.requireHope(it)));
    return assertThrows(
            ProviderException.ExecutionError.class,
            () -> ask(saying("never"), ModelConfig.of(model)))
        .text();
  }

  private String ask(Provider provider, ModelConfig model) throws InterruptedException {
    ProviderRequest request = request().withModel(model);
    try (ProviderStream answer = provider.stream(request)) {
      return ProviderContract.text(ProviderContract.messages(ProviderContract.drain(answer)));
    }
  }
}
