package dev.gander.bootstrap.plugins;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Makes jars of plug-ins from sources, with the JDK's own tools.
final class PluginJar {
  private static final String FACTORY =
      """
      package <module>;
      import dev.gander.domain.message.*;
      import dev.gander.domain.model.*;
      import dev.gander.domain.provider.*;
      import dev.gander.domain.provider.signin.*;
      import java.util.*;
      public final class Factory implements ProviderFactory {
        <members>
        @Override public ProviderMetadata metadata() {
          <in metadata>
          return new ProviderMetadata("<name>", <display name>, "For a test", "m", null, List.of(<models>), "", List.of(<keys>));
        }
        @Override public Provider create(ProviderSettings settings) {
          <in create>
          return new Provider() {
            @Override public String name() { return "<name>"; }
            <provider members>
            @Override public ProviderStream stream(ProviderRequest request) {
              <in stream>
              Iterator<String> words = List.of("from ", "<name>").iterator();
              return new ProviderStream() {
                @Override public Optional<Delta> next() {
                  return words.hasNext()
                      ? Optional.of(Delta.of(Message.assistant("a", 1, new Content.Text(words.next()))))
                      : Optional.empty();
                }
                @Override public void close() {}
              };
            }
          };
        }
      }
      """;

  private final Path work;
  private final String module;
  private final List<String> modulePath = new ArrayList<>();
  private String provider = "plugged";
  private String requires = "";
  private String displayName = "\"Shown\"";
  private String members = "";
  private String models = "";
  private String keys = "";
  private String providerMembers =
      "@Override public List<String> models() { throw new IllegalStateException(\"no list\"); }";
  private String inMetadata = "";
  private String inCreate = "";
  private String inStream = "";

  private PluginJar(Path work, String module) {
    this.work = work;
    this.module = module;
    modulePath.add(System.getProperty("jdk.module.path"));
  }

  /// A plug-in that works.
  ///
  /// @param work an empty folder for what comes between the sources and the jar
  static PluginJar of(Path work, String module) {
    return new PluginJar(work, module);
  }

  PluginJar named(String name) {
    provider = name;
    return this;
  }

  PluginJar requiring(String other, Path jar) {
    requires = "requires " + other + ";";
    modulePath.add(jar.toString());
    return this;
  }

  /// What stands for its name in the settings, as an expression.
  PluginJar shownAs(String expression) {
    displayName = expression;
    return this;
  }

  /// More methods of its factory.
  PluginJar inFactory(String methods) {
    members = methods;
    return this;
  }

  /// The models in its metadata, as expressions.
  PluginJar listing(String expressions) {
    models = expressions;
    return this;
  }

  /// The keys in its metadata, as expressions.
  PluginJar asking(String expressions) {
    keys = expressions;
    return this;
  }

  /// More methods of its provider, among them its list of models.
  PluginJar inProvider(String methods) {
    providerMembers = methods;
    return this;
  }

  /// Statements at the beginning of a method.
  PluginJar inMetadata(String statements) {
    inMetadata = statements;
    return this;
  }

  PluginJar inCreate(String statements) {
    inCreate = statements;
    return this;
  }

  PluginJar inStream(String statements) {
    inStream = statements;
    return this;
  }

  /// The jar with a module of its own.
  Path modular(Path jar) throws IOException {
    source(
        "module-info.java",
        "module %1$s { requires dev.gander.domain; %2$s exports %1$s; provides"
            + " dev.gander.domain.provider.ProviderFactory with %1$s.Factory; }");
    return compiled(jar);
  }

  /// A jar that only says so in `META-INF/services`.
  Path plain(Path jar) throws IOException {
    Path services = Files.createDirectories(work.resolve("classes/META-INF/services"));
    Files.writeString(
        services.resolve("dev.gander.domain.provider.ProviderFactory"), module + ".Factory\n");
    return compiled(jar);
  }

  private Path compiled(Path jar) throws IOException {
    source(
        "Factory.java",
        FACTORY
            .replace("<module>", module)
            .replace("<members>", members)
            .replace("<models>", models)
            .replace("<keys>", keys)
            .replace("<provider members>", providerMembers)
            .replace("<display name>", displayName)
            .replace("<in metadata>", inMetadata)
            .replace("<name>", provider)
            .replace("<in create>", inCreate)
            .replace("<in stream>", inStream)
            .replace("%", "%%"));
    return library(jar);
  }

  /// Adds a source; `%1$s` is the module's name, `%2$s` what it requires.
  PluginJar source(String name, String text) throws IOException {
    Path file = work.resolve("src").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.formatted(module, requires));
    return this;
  }

  /// The jar of the sources so far.
  Path library(Path jar) throws IOException {
    Path classes = Files.createDirectories(work.resolve("classes"));
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString()));
    boolean modular = Files.exists(work.resolve("src/module-info.java"));
    arguments.addAll(List.of(modular ? "-p" : "-cp", String.join(":", classPath(modular))));
    try (Stream<Path> sources = Files.list(work.resolve("src"))) {
      sources.map(Path::toString).forEach(arguments::add);
    }
    run("javac", arguments);
    Files.createDirectories(jar.getParent());
    run("jar", List.of("--create", "--file", jar.toString(), "-C", classes.toString(), "."));
    return jar;
  }

  private List<String> classPath(boolean modular) {
    return modular ? modulePath : List.of(System.getProperty("jdk.module.path"));
  }

  private static void run(String tool, List<String> arguments) {
    StringWriter said = new StringWriter();
    int code =
        ToolProvider.findFirst(tool)
            .orElseThrow()
            .run(new PrintWriter(said), new PrintWriter(said), arguments.toArray(String[]::new));
    if (code != 0) {
      throw new AssertionError(tool + ": " + said);
    }
  }
}
