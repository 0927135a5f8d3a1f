package dev.gander.domain.extension;

import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The extensions that live inside the agent: those of goosed 1.26 to 1.39, with our own
/// descriptions. Descriptions must not change, since settings files hold copies of them.
public final class PlatformExtensions {
  /// A platform extension. `enabled` is the default of a fresh installation; hidden ones are left
  /// out of listings.
  public record Entry(
      String name, String displayName, String description, boolean enabled, boolean hidden) {
    public ExtensionKey key() {
      return ExtensionKey.of(name);
    }

    /// The configuration that applies when the settings file has no entry.
    public ExtensionConfig.Platform config() {
      return new ExtensionConfig.Platform(
          name, description, displayName, true, List.of(), JsonObject.EMPTY);
    }
  }

  private static final List<Entry> ALL =
      List.of(
          on("analyze", "Analyze", "Maps the structure of source code: files, symbols, calls"),
          on("todo", "Todo", "Lets the agent keep a list of what is still to do"),
          on("apps", "Apps", "Builds small HTML apps that run beside the chat"),
          off("chatrecall", "Chat Recall", "Finds what was said in earlier sessions"),
          on(
              "Extension Manager",
              "Extension Manager",
              "Lets the agent find extensions and switch them on and off"),
          on("summon", "Summon", "Hands tasks to helpers and loads what they need to know"),
          off("code_execution", "Code Mode", "Lets the agent call tools from a program it writes"),
          on("developer", "Developer", "Runs shell commands, writes and edits files"),
          on("tom", "Top Of Mind", "Puts a text of your own into every turn"),
          off("summarize", "Summarize", "Answers questions about whole folders of files"),
          new Entry(
              "orchestrator",
              "Orchestrator",
              "Lets the agent start and steer other sessions",
              false,
              true),
          on("skills", "Skills", "Loads instructions for special jobs when they are needed"));

  private PlatformExtensions() {}

  public static List<Entry> all() {
    return ALL;
  }

  public static Optional<Entry> find(ExtensionKey key) {
    return Optional.ofNullable(Index.BY_KEY.get(key));
  }

  /// Whether an extension may be loaded or listed: all but unknown platform extensions.
  public static boolean isKnown(ExtensionConfig config) {
    return !(config instanceof ExtensionConfig.Platform) || find(config.key()).isPresent();
  }

  private static Entry on(String name, String displayName, String description) {
    return new Entry(name, displayName, description, true, false);
  }

  private static Entry off(String name, String displayName, String description) {
    return new Entry(name, displayName, description, false, false);
  }

  private static final class Index {
    static final Map<ExtensionKey, Entry> BY_KEY =
        ALL.stream().collect(Collectors.toUnmodifiableMap(Entry::key, Function.identity()));
  }
}
