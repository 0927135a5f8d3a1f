package dev.gander.bootstrap.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.domain.provider.declared.BundledProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The domain and the application know no vendor: not in code, not in texts, not in comments. What
/// differs from service to service comes from the provider, its factory, or the model catalog, so
/// that a provider from a plug-in can do what ours can.
class VendorNamesTest {
  private static final Path ROOT = Path.of("..");

  /// Makers of models, families of models, and protocols that belong to an adapter.
  private static final List<String> MAKERS =
      List.of(
          "amazon",
          "anthropic",
          "azure",
          "bedrock",
          "chatgpt",
          "claude",
          "codex",
          "copilot",
          "cursor agent",
          "databricks",
          "deepseek",
          "gemini",
          "gemma",
          "google",
          "gpt",
          "grok",
          "groq",
          "haiku",
          "hugging face",
          "kimi",
          "litellm",
          "llama",
          "mistral",
          "moonshot",
          "nano gpt",
          "nostr",
          "ollama",
          "openai",
          "openrouter",
          "qwen",
          "sagemaker",
          "snowflake",
          "sonnet",
          "tetrate",
          "vertex",
          "xai");

  /// Names of providers that are words of their own.
  private static final Set<String> ENGLISH = Set.of("local", "together");

  private static final Map<String, Pattern> NAMES = names();

  private static Map<String, Pattern> names() {
    Map<String, Pattern> names = new TreeMap<>();
    MAKERS.forEach(name -> names.put(name, pattern(name)));
    ProviderTable.rows().stream()
        .map(BundledProvider::name)
        .filter(name -> !ENGLISH.contains(name))
        .forEach(name -> names.put(name, pattern(name)));
    return names;
  }

  /// In any case and however its words are joined. Within a longer word too, as in `requireOllama`;
  /// only very short names stand alone.
  private static Pattern pattern(String name) {
    String words = String.join("[-_ ]?", name.split("[-_ ]"));
    String whole = name.length() < 4 ? "(?<![a-z])" + words + "(?![a-z])" : words;
    return Pattern.compile(whole, Pattern.CASE_INSENSITIVE);
  }

  private static Set<String> namesIn(String text) {
    Set<String> found = new TreeSet<>();
    NAMES.forEach(
        (name, pattern) -> {
          if (pattern.matcher(text).find()) {
            found.add(name);
          }
        });
    return found;
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("domain", "application")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
        files.filter(Files::isRegularFile).forEach(sources::add);
      }
    }
    return sources;
  }

  @Test
  void domainAndApplicationNameNoVendor() throws IOException {
    List<Path> sources = sources();
    Set<String> found = new TreeSet<>();
    for (Path source : sources) {
      String file = ROOT.relativize(source).toString().replace('\\', '/');
      namesIn(Files.readString(source)).forEach(name -> found.add(file + ": " + name));
    }

    assertTrue(sources.size() >= 350, () -> "found only " + sources.size() + " files");
    assertTrue(NAMES.size() >= 85, () -> "knows only " + NAMES.keySet());
    assertEquals(Set.of(), found);
  }

  @ParameterizedTest
  @CsvSource({
    "private void requireAnthropic(), anthropic",
    "GITHUB_COPILOT, copilot github_copilot",
    "/// Like Hugging Face., hugging face",
    "model.startsWith(\"gpt-5\"), gpt",
    "to xAI and others, xai",
    "maximum, ''",
    "put together the local parts, ''"
  })
  void aNameIsFoundHoweverItIsWritten(String text, String names) {
    assertEquals(names, String.join(" ", namesIn(text)));
  }
}
