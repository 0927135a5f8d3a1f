package dev.gander.domain.extension;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.tool.HiddenText;
import dev.gander.domain.tool.LookalikeNames;
import dev.gander.domain.tool.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a user should know about a published tool before allowing it, since its extension may mean
/// to deceive: hidden text, a name that is another's, and words about tools that are not its own.
public final class ToolSuspicions {
  private static final int MOST_NAMES = 5;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_-]{1,128}");

  private static final String QUOTES = "`'\"“”‘’";
  private static final Pattern UNLIKE_A_WORD = Pattern.compile("[_\\d-]|\\p{Ll}\\p{Lu}");

  private ToolSuspicions() {}

  /// Sentences for the user; none if there is nothing to warn about. Takes time in the order of the
  /// tool's own texts plus the number of tools.
  ///
  /// @param all the published tools of the session
  public static List<String> about(Tool tool, List<Tool> all) {
    ExtensionKey owner = ToolNames.parts(tool).extension();
    List<Tool> others =
        all.stream().filter(it -> !ToolNames.parts(it).extension().equals(owner)).toList();
    List<Tool> siblings =
        all.stream().filter(it -> ToolNames.parts(it).extension().equals(owner)).toList();
    List<String> warnings = new ArrayList<>();
    warnAboutHiddenText(tool, warnings::add);
    warnAboutName(tool, others, warnings::add);
    warnAboutForeignTools(tool, siblings, others, warnings::add);
    return List.copyOf(warnings);
  }

  private static void warnAboutHiddenText(Tool tool, Consumer<String> warn) {
    String texts = texts(tool);
    if (HiddenText.isIn(texts)) {
      warn.accept(
          "its name, description or schema contains characters that cannot be seen"
              + HiddenText.inTags(texts).map(spelt -> ", which spell: " + spelt).orElse(""));
    }
  }

  private static void warnAboutName(Tool tool, List<Tool> others, Consumer<String> warn) {
    String own = ToolNames.parts(tool).tool();
    String skeleton = LookalikeNames.skeleton(own);
    others.stream()
        .filter(other -> LookalikeNames.skeleton(bare(other)).equals(skeleton))
        .findFirst()
        .ifPresent(
            other ->
                warn.accept(
                    (bare(other).equals(own)
                            ? "it has the name of "
                            : "its name looks like that of ")
                        + told(other)));
  }

  private static void warnAboutForeignTools(
      Tool tool, List<Tool> siblings, List<Tool> others, Consumer<String> warn) {
    Words words = Words.of(Objects.requireNonNullElse(tool.description(), ""));
    Set<String> own = siblings.stream().map(ToolSuspicions::bare).collect(Collectors.toSet());
    List<String> foreign =
        others.stream()
            .filter(
                other ->
                    words.tell(other.name())
                        || (!own.contains(bare(other)) && words.tell(bare(other))))
            .limit(MOST_NAMES)
            .map(ToolSuspicions::told)
            .toList();
    if (!foreign.isEmpty()) {
      warn.accept("its description speaks of " + String.join(", ", foreign));
    }
  }

  private static String told(Tool tool) {
    return bare(tool) + " of the extension " + ToolNames.parts(tool).extension();
  }

  private static String bare(Tool tool) {
    return ToolNames.parts(tool).tool();
  }

  /// The words of a text, and those among them that are meant as names of tools: in quotes, before
  /// `()`, or beside the word "tool".
  private record Words(Set<String> all, Set<String> named) {
    static Words of(String text) {
      Words words = new Words(new HashSet<>(), new HashSet<>());
      Matcher places = WORD.matcher(text);
      String before = "";
      while (places.find()) {
        String word = places.group();
        words.all.add(word);
        if (before.equalsIgnoreCase("tool") || isMarked(text, places.start(), places.end())) {
          words.named.add(word);
        }
        if (word.equalsIgnoreCase("tool")) {
          words.named.add(before);
        }
        before = word;
      }
      return words;
    }

    private static boolean isMarked(String text, int start, int end) {
      boolean quoted =
          start > 0
              && end < text.length()
              && QUOTES.indexOf(text.charAt(start - 1)) >= 0
              && QUOTES.indexOf(text.charAt(end)) >= 0;
      return quoted || text.startsWith("()", end);
    }

    /// An ordinary word may be no more than that.
    boolean tell(String name) {
      return (UNLIKE_A_WORD.matcher(name).find() ? all : named).contains(name);
    }
  }

  private static String texts(Tool tool) {
    Set<String> texts = new LinkedHashSet<>();
    texts.add(tool.name());
    texts.add(Objects.requireNonNullElse(tool.description(), ""));
    collect(tool.inputSchema(), texts);
    return String.join("\n", texts);
  }

  private static void collect(Json value, Set<String> texts) {
    switch (value) {
      case JsonString(String text) -> texts.add(text);
      case JsonArray(List<Json> items) -> items.forEach(item -> collect(item, texts));
      case JsonObject object ->
          object
              .members()
              .forEach(
                  (name, member) -> {
                    texts.add(name);
                    collect(member, texts);
                  });
      case Json _ -> {}
    }
  }
}
