package dev.gander.adapters.llm.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The names under which the list may contain a model, the likeliest first. Versions are written
/// with a point and without dates; names with a host's prefix are also looked up under their maker
/// (goosed's steps).
final class ModelNames {
  private static final Map<String, String> PROVIDERS =
      Map.ofEntries(
          Map.entry("azure_openai", "azure"),
          Map.entry("aws_bedrock", "amazon-bedrock"),
          Map.entry("gcp_vertex_ai", "google-vertex"),
          Map.entry("gemini_oauth", "google"),
          Map.entry("zhipu", "zhipuai"),
          Map.entry("novita", "novita-ai"),
          Map.entry("opencode_go", "opencode-go"),
          Map.entry("databricks_v2", "databricks"),
          Map.entry("ollama_cloud", "ollama-cloud"),
          Map.entry("custom_deepseek", "deepseek"),
          Map.entry("moonshot", "moonshotai"),
          Map.entry("kimi", "moonshotai"),
          Map.entry("kimi_code", "kimi-code"),
          Map.entry("together", "togetherai"),
          Map.entry("vercel_ai_gateway", "vercel"));

  /// Hosts that give models names of their own, so that a match under the host means nothing.
  private static final Set<String> HOSTS =
      Set.of("databricks", "databricks_v2", "tetrate", "bedrock", "azure");

  private static final Map<String, String> MAKERS =
      Map.ofEntries(
          Map.entry("claude", "anthropic"),
          Map.entry("gpt-", "openai"),
          Map.entry("o1", "openai"),
          Map.entry("o3", "openai"),
          Map.entry("o4", "openai"),
          Map.entry("chatgpt-", "openai"),
          Map.entry("gemini-", "google"),
          Map.entry("gemma-", "google"),
          Map.entry("llama", "llama"),
          Map.entry("mistral", "mistral"),
          Map.entry("mixtral", "mistral"),
          Map.entry("codestral", "mistral"),
          Map.entry("ministral", "mistral"),
          Map.entry("pixtral", "mistral"),
          Map.entry("devstral", "mistral"),
          Map.entry("deepseek", "deepseek"),
          Map.entry("grok", "xai"));

  private static final List<String> FAMILIES =
      List.of(
          "claude-",
          "gpt-",
          "gemini-",
          "gemma-",
          "o1",
          "o3",
          "o4-",
          "llama-",
          "mistral-",
          "mixtral-",
          "chatgpt-",
          "deepseek-",
          "qwen-",
          "grok-",
          "jamba-",
          "command-",
          "codestral",
          "ministral-",
          "pixtral-",
          "devstral-");

  private static final Pattern VERSION = Pattern.compile("-(\\d)-(\\d)(?=[-@]|$)");
  private static final Pattern SUFFIX =
      Pattern.compile(
          "-latest$|-bedrock$|-reasoning$|-\\d{4}-\\d{2}-\\d{2}$|-\\d{8}$|@\\d{8}$|-\\d{4}$");
  private static final Pattern OLD_CLAUDE =
      Pattern.compile("claude-(\\d(?:\\.\\d)?)-(opus|sonnet|haiku)(.*)");
  private static final Pattern NEW_CLAUDE =
      Pattern.compile("claude-(opus|sonnet|haiku)-(\\d(?:\\.\\d)?)(.*)");

  private ModelNames() {}

  /// What the list may contain.
  record Entry(String provider, String model) {}

  static Stream<Entry> candidates(String provider, String model) {
    String host = PROVIDERS.getOrDefault(provider, provider);
    String plain = withoutVersionDetails(model);
    String bare = withoutPrefix(plain);
    Stream<Entry> atHost =
        HOSTS.contains(provider) ? Stream.empty() : Stream.of(plain, model).map(at(host));
    if (provider.equals("gcp_vertex_ai") && model.startsWith("gemini-")) {
      return Stream.concat(atHost, Stream.of(new Entry("google", plain)));
    }
    return Stream.of(
            atHost, swappedClaude(bare).stream().map(at("anthropic")), atMaker(bare, plain))
        .flatMap(names -> names);
  }

  private static Function<String, Entry> at(String provider) {
    return name -> new Entry(provider, name);
  }

  private static Stream<Entry> atMaker(String bare, String plain) {
    Optional<String> maker =
        MAKERS.keySet().stream()
            .filter(bare::startsWith)
            .max((one, other) -> Integer.compare(one.length(), other.length()))
            .map(MAKERS::get);
    return maker.stream().flatMap(name -> Stream.of(bare, plain).map(at(name)));
  }

  static String withoutVersionDetails(String model) {
    String name = VERSION.matcher(model).replaceAll("-$1.$2");
    String before;
    do {
      before = name;
      name = SUFFIX.matcher(name).replaceFirst("");
    } while (!name.equals(before));
    return name;
  }

  /// The name starting at the earliest known family: `databricks-claude-x` becomes `claude-x`.
  private static String withoutPrefix(String name) {
    return FAMILIES.stream().mapToInt(name::indexOf).filter(at -> at >= 0).min().stream()
        .mapToObj(name::substring)
        .findFirst()
        .orElse(name);
  }

  private static Optional<String> swappedClaude(String name) {
    Matcher old = OLD_CLAUDE.matcher(name);
    if (old.matches()) {
      return Optional.of("claude-" + old.group(2) + "-" + old.group(1) + old.group(3));
    }
    Matcher recent = NEW_CLAUDE.matcher(name);
    return recent.matches()
        ? Optional.of("claude-" + recent.group(2) + "-" + recent.group(1) + recent.group(3))
        : Optional.empty();
  }
}
