package dev.gander.bootstrap.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ProviderFactoryContract;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
  private static final ProviderRequest REQUEST =
      new ProviderRequest(ModelConfig.of("m"), "", "", List.of(), List.of());

  private static final Duration LONG = Duration.ofMinutes(1);

  /// Plug-ins that work have to be faster, also on a busy machine.
  private static final Duration SHORT = Duration.ofSeconds(4);

  /// Java that never returns, whatever happens to its thread.
  private static final String HANG =
      "while (true) { try { Thread.sleep(60_000); } catch (InterruptedException e) {} }";

  private final Logger logger = Logger.getLogger(Plugins.class.getPackageName());
  private final Log log = new Log();
  @TempDir Path work;
  @TempDir Path plugins;

  private static final class Log extends Handler {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      lines.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    // Commands that other tests run leave the root with a level of theirs.
    logger.setLevel(Level.INFO);
    logger.addHandler(log);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(log);
    logger.setLevel(null);
  }

  @Test
  void aModuleAndAPlainJarBothWork() throws Exception {
    jar("modular").named("one").modular(plugins.resolve("modular.jar"));
    jar("plain").named("two").plain(plugins.resolve("plain-1.0.jar"));
    assertEquals(List.of("from one", "from two"), answers(load()));
  }

  @Test
  void aFolderIsAPluginWithItsLibraries() throws Exception {
    for (String version : List.of("old", "new")) {
      Path folder = plugins.resolve("with-" + version);
      Path library =
          jar("lib", version)
              .source("module-info.java", "module %1$s { exports %1$s; }")
              .source(
                  "Version.java",
                  "package %1$s; public class Version { public static String text() { return \""
                      + version
                      + "\"; } }")
              .library(folder.resolve("lib.jar"));
      jar("user", version)
          .named(version)
          .requiring("lib", library)
          .inStream("if (!lib.Version.text().equals(\"" + version + "\")) return null;")
          .modular(folder.resolve("user.jar"));
    }
    assertEquals(List.of("from new", "from old"), answers(load()));
  }

  @Test
  void whatIsWrongWithOneIsNamedAndSpoilsNoOther() throws Exception {
    Files.writeString(plugins.resolve("broken.jar"), "this is no zip file");
    Files.createDirectory(plugins.resolve("empty"));
    Files.writeString(plugins.resolve("notes.txt"), "not a plug-in");
    Files.createDirectory(plugins.resolve(".hidden"));
    Path library =
        jar("absent")
            .source("module-info.java", "module %1$s {}")
            .library(work.resolve("absent.jar"));
    jar("needy").requiring("absent", library).modular(plugins.resolve("needy.jar"));
    jar("silent")
        .source("module-info.java", "module %1$s {}")
        .library(plugins.resolve("silent.jar"));
    jar("throwing")
        .inMetadata("if (true) throw new IllegalStateException(\"no metadata today\");")
        .modular(plugins.resolve("throwing.jar"));
    jar("failing")
        .inMetadata("if (true) throw new AssertionError(\"never\");")
        .modular(plugins.resolve("failing.jar"));
    jar("unshown").named("unshown").shownAs("null").modular(plugins.resolve("unshown.jar"));
    jar("nameless").named("Not a Name").modular(plugins.resolve("nameless.jar"));
    jar("builtin").named("openai").modular(plugins.resolve("taken.jar"));
    jar("first").named("twin").modular(plugins.resolve("twin-1.jar"));
    jar("second").named("twin").modular(plugins.resolve("twin-2.jar"));
    jar("good").named("good").modular(plugins.resolve("zz.jar"));

    assertEquals(List.of("from twin", "from good"), answers(load()));
    assertLogged("broken.jar is left out", "zip");
    assertLogged("empty is left out", "no module in it");
    assertLogged("needy.jar is left out", "absent");
    assertLogged("silent.jar is left out", "provides no");
    assertLogged("throwing.jar is left out", "no metadata today");
    assertLogged("failing.jar is left out", "never");
    assertLogged("unshown.jar is left out", "displayName");
    assertLogged("nameless.jar is left out", "has no name");
    assertLogged("taken.jar is left out", "'openai'");
    assertLogged("twin-2.jar is left out", "'twin' is in " + plugins.resolve("twin-1.jar"));
    assertEquals(10, log.lines.stream().filter(line -> line.contains("left out")).count());
  }

  /// What was compiled against another Gander lacks a class or a method when that is first used.
  @Test
  void whatWasBuiltAgainstAnotherVersionIsNamed() throws Exception {
    Path other =
        jar("gone")
            .source("module-info.java", "module %1$s { exports %1$s; }")
            .source("Port.java", "package %1$s; public interface Port { static void ask() {} }")
            .library(work.resolve("gone.jar"));
    Path loading = plugins.resolve("loading");
    jar("early")
        .requiring("gone", other)
        .inMetadata("gone.Port.ask();")
        .named("early")
        .modular(loading.resolve("early.jar"));
    Path using = plugins.resolve("using");
    jar("late")
        .requiring("gone", other)
        .inStream("gone.Port.ask();")
        .named("late")
        .modular(using.resolve("late.jar"));
    for (Path folder : List.of(loading, using)) {
      jar("gone", folder.getFileName().toString())
          .source("module-info.java", "module %1$s { exports %1$s; }")
          .source("Port.java", "package %1$s; public interface Port {}")
          .library(folder.resolve("gone.jar"));
    }

    List<ProviderFactory> found = load();

    assertEquals(List.of("late"), found.stream().map(ProviderFactory::name).toList());
    assertLogged("loading is left out", "does not fit this version of Gander");
    Provider late = found.getFirst().create(new ProviderFactoryContract.Filled(Set.of()));
    var failure = assertThrows(ProviderException.ExecutionError.class, () -> late.stream(REQUEST));
    assertTrue(failure.text().contains("The plug-in using failed"), failure.text());
    assertTrue(failure.text().contains("does not fit this version of Gander"), failure.text());
  }

  @Test
  void aMistakeOfAProviderIsItsFailure() throws Exception {
    jar("creating")
        .named("creating")
        .inCreate("if (true) throw new IllegalArgumentException(\"sk-abcdefghijkl\");")
        .modular(plugins.resolve("a.jar"));
    jar("streaming")
        .named("streaming")
        .inStream("if (true) return null;")
        .modular(plugins.resolve("b.jar"));
    jar("asserting")
        .named("asserting")
        .inStream("if (true) throw new AssertionError(\"boom\");")
        .modular(plugins.resolve("c.jar"));
    List<ProviderFactory> found = load();
    var settings = new ProviderFactoryContract.Filled(Set.of());

    var creating =
        assertThrows(
            ProviderException.ExecutionError.class, () -> found.getFirst().create(settings));
    assertEquals(
        "The plug-in a.jar failed: java.lang.IllegalArgumentException: ***", creating.text());
    Provider streaming = found.get(1).create(settings);
    var nothing =
        assertThrows(ProviderException.ExecutionError.class, () -> streaming.stream(REQUEST));
    assertTrue(nothing.text().contains("b.jar failed"), nothing.text());
    var list = assertThrows(ProviderException.ExecutionError.class, streaming::models);
    assertTrue(list.text().contains("no list"), list.text());
    assertThrows(ProviderException.ExecutionError.class, streaming::signIn);
    Provider asserting = found.getLast().create(settings);
    var never =
        assertThrows(ProviderException.ExecutionError.class, () -> asserting.stream(REQUEST));
    assertEquals("The plug-in c.jar failed: java.lang.AssertionError: boom", never.text());
  }

  @Test
  void theLogShowsWhereAPluginFailed() throws Exception {
    jar("starting")
        .inMetadata("if (true) throw new IllegalStateException(\"sk-abcdefghijkl\");")
        .modular(plugins.resolve("a.jar"));
    jar("answering")
        .named("answering")
        .inStream("if (true) throw new IllegalStateException(\"sk-abcdefghijkl\");")
        .modular(plugins.resolve("b.jar"));

    Provider answering = load().getFirst().create(new ProviderFactoryContract.Filled(Set.of()));
    assertThrows(ProviderException.ExecutionError.class, () -> answering.stream(REQUEST));

    assertLogged("a.jar is left out", "IllegalStateException: ***");
    assertLogged("a.jar is left out", "at starting/starting.Factory.metadata(Factory.java:");
    assertLogged("b.jar failed", "IllegalStateException: ***");
    assertLogged("b.jar failed", "at answering/answering.Factory$1.stream(Factory.java:");
    assertEquals(List.of(), log.lines.stream().filter(line -> line.contains("sk-")).toList());
  }

  @Test
  void aPluginThatHangsIsLeftOut() throws Exception {
    jar("constructing")
        .inFactory("public Factory() { " + HANG + " }")
        .modular(plugins.resolve("a.jar"));
    jar("describing").inMetadata("if (true) " + HANG).modular(plugins.resolve("b.jar"));
    jar("good").named("good").modular(plugins.resolve("c.jar"));

    assertEquals(List.of("from good"), answers(load(SHORT)));
    assertLogged("a.jar is left out", "its constructor did not return within 4 s");
    assertLogged("a.jar is left out", "at constructing/constructing.Factory.<init>(Factory.java:");
    assertLogged("b.jar is left out", "metadata did not return within 4 s");
  }

  @Test
  void aRequestDoesNotWaitForAPluginThatHangs() throws Exception {
    jar("hanging").named("hanging").inCreate("if (true) " + HANG).modular(plugins.resolve("a.jar"));
    ProviderFactory hanging = load(SHORT).getFirst();
    var settings = new ProviderFactoryContract.Filled(Set.of());

    var first =
        assertThrows(ProviderException.ExecutionError.class, () -> hanging.create(settings));
    assertEquals("The plug-in a.jar failed: create did not return within 4 s", first.text());
    assertLogged("a.jar failed", "at hanging/hanging.Factory.create(Factory.java:");
    var second =
        assertThrows(ProviderException.ExecutionError.class, () -> hanging.create(settings));
    assertEquals("The plug-in a.jar failed: create still has not returned", second.text());
    assertEquals(1, threads("a.jar create"));
  }

  @Test
  void aCancelledRequestInterruptsThePlugin() throws Exception {
    jar("waiting")
        .named("waiting")
        .inCreate("try { Thread.sleep(60_000); } catch (InterruptedException e) {}")
        .modular(plugins.resolve("a.jar"));
    ProviderFactory waiting = load().getFirst();

    Thread.currentThread().interrupt();
    waiting.create(new ProviderFactoryContract.Filled(Set.of()));

    assertTrue(Thread.interrupted(), "the interrupt is still there for the caller");
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }

  @Test
  void aPartOfGanderIsNotBroughtAlong() throws Exception {
    jar("dev.gander.domain")
        .source("module-info.java", "module %1$s {}")
        .library(plugins.resolve("fat").resolve("domain.jar"));
    assertEquals(List.of(), load());
    assertLogged("fat is left out", "dev.gander.domain");
  }

  @Test
  void aFolderThatIsNotThereCostsNothing() {
    assertEquals(
        List.of(), Plugins.in(List.of(plugins.resolve("missing")), _ -> false, List.of(), LONG));
    assertEquals(List.of(), log.lines);
  }

  @Test
  void aFactoryIsAskedWhetherAllModelsAreShown() throws Exception {
    jar("some").named("some").modular(plugins.resolve("a.jar"));
    jar("all")
        .named("all")
        .inFactory("@Override public boolean showsAllModels() { return true; }")
        .modular(plugins.resolve("b.jar"));

    assertEquals(
        List.of(false, true), load().stream().map(ProviderFactory::showsAllModels).toList());
  }

  @Test
  void tokensOfAPluginLieInAFolderOfItsOwn() throws Exception {
    jar("own")
        .named("own")
        .inFactory(keepingIn("own/tokens.json"))
        .modular(plugins.resolve("a.jar"));
    jar("again")
        .named("again")
        .inFactory(keepingIn("own/x.json"))
        .modular(plugins.resolve("b.jar"));
    jar("same")
        .named("same")
        .inFactory(keepingIn("own/tokens.json"))
        .plain(plugins.resolve("c.jar"));
    jar("ours").named("ours").inFactory(keepingIn("cloud/oauth")).modular(plugins.resolve("d.jar"));
    jar("config").named("c").inFactory(keepingIn("config.yaml")).modular(plugins.resolve("e.jar"));
    jar("nothing")
        .named("nothing")
        .inFactory(TOKEN_CACHE.formatted("null"))
        .modular(plugins.resolve("f.jar"));
    jar("late").named("late").modular(plugins.resolve("g.jar"));

    List<ProviderFactory> found = load();

    assertEquals(List.of("own", "late"), found.stream().map(ProviderFactory::name).toList());
    assertEquals(
        List.of(Optional.of(new TokenCache("own/tokens.json")), Optional.empty()),
        found.stream().map(ProviderFactory::tokenCache).toList());
    assertLogged(
        "b.jar is left out", plugins.resolve("a.jar") + " keeps tokens in own/tokens.json");
    assertLogged(
        "c.jar is left out", plugins.resolve("a.jar") + " keeps tokens in own/tokens.json");
    assertLogged("d.jar is left out", "Gander keeps tokens in cloud/oauth");
    assertLogged("e.jar is left out", "config.yaml");
    assertLogged("f.jar is left out", "tokenCache() returned null");
  }

  private static final String TOKEN_CACHE =
      "@Override public Optional<TokenCache> tokenCache()" + " { return %s; }";

  private static String keepingIn(String place) {
    return TOKEN_CACHE.formatted("Optional.of(new TokenCache(\"" + place + "\"))");
  }

  @Test
  void aPluginReachesItsOwnTokensAndNoOthers() throws Exception {
    jar("own")
        .named("own")
        .inFactory(keepingIn("own/tokens.json"))
        .inCreate(
            """
            var caches = settings.tokens().orElseThrow();
            caches.find(tokenCache().orElseThrow());
            caches.find(new TokenCache("cloud/oauth"));
            """)
        .modular(plugins.resolve("a.jar"));
    var settings = new ProviderFactoryContract.Filled(Set.of());

    var failure =
        assertThrows(
            ProviderException.ExecutionError.class, () -> load().getFirst().create(settings));

    assertTrue(
        failure.text().contains("the tokens in cloud/oauth are not those of tokenCache()"),
        failure.text());
  }

  @Test
  void everyCallOfForeignTokensIsRefused() {
    TokenCache own = new TokenCache("own/tokens.json");
    TokenCache other = new TokenCache("cloud/oauth");
    var settings =
        new PluginSettings(new ProviderFactoryContract.Filled(Set.of()), Optional.of(own));
    TokenCaches tokens = settings.tokens().orElseThrow();

    for (Consumer<TokenCache> call :
        List.<Consumer<TokenCache>>of(
            tokens::find,
            tokens::tokens,
            tokens::deviceId,
            tokens::remove,
            cache -> changed(tokens, cache))) {
      call.accept(own);
      assertThrows(IllegalArgumentException.class, () -> call.accept(other));
    }
  }

  private static void changed(TokenCaches tokens, TokenCache cache) {
    try {
      tokens.change(cache, kept -> kept);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A method that a port gets one day must not fall back to its default here.
  @Test
  void everyMethodOfThePortsIsPassedOn() throws NoSuchMethodException {
    assertPassesOn(Provider.class, PluginProvider.class, Set.of());
    assertPassesOn(ProviderStream.class, PluginProvider.Stream.class, Set.of());
    assertPassesOn(
        ProviderSettings.class,
        PluginSettings.class,
        Set.of("filledSetting", "filledSecret", "filledEnvironment", "needSetting", "needSecret"));
    // The name is that of the metadata, which were asked for once.
    assertPassesOn(ProviderFactory.class, PluginProviderFactory.class, Set.of("name"));
    assertPassesOn(ProviderEngine.class, PluginProviderEngine.class, Set.of("name"));
  }

  private static void assertPassesOn(Class<?> port, Class<?> guarded, Set<String> but)
      throws NoSuchMethodException {
    for (Method method : port.getMethods()) {
      if (!but.contains(method.getName())) {
        Method own = guarded.getMethod(method.getName(), method.getParameterTypes());
        assertEquals(guarded, own.getDeclaringClass(), method.getName());
      }
    }
  }

  private PluginJar jar(String module) {
    return jar(module, "");
  }

  private PluginJar jar(String module, String variant) {
    return PluginJar.of(work.resolve(module + variant), module);
  }

  private List<ProviderFactory> load() {
    return load(LONG);
  }

  private List<ProviderFactory> load(Duration patience) {
    return Plugins.in(
        List.of(plugins), "openai"::equals, List.of(new TokenCache("cloud/oauth")), patience);
  }

  private static List<String> answers(List<ProviderFactory> factories) throws InterruptedException {
    List<String> answers = new ArrayList<>();
    for (ProviderFactory factory : factories) {
      Provider provider = factory.create(new ProviderFactoryContract.Filled(Set.of()));
      try (ProviderStream stream = provider.stream(REQUEST)) {
        answers.add(
            ProviderContract.text(ProviderContract.messages(ProviderContract.drain(stream))));
      }
    }
    return answers;
  }

  private void assertLogged(String plugin, String reason) {
    assertTrue(
        log.lines.stream().anyMatch(line -> line.contains(plugin) && line.contains(reason)),
        () -> plugin + " … " + reason + " in\n" + String.join("\n", log.lines));
  }
}
