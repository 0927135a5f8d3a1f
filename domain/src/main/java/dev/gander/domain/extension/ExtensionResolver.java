package dev.gander.domain.extension;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionConfig.Stdio;
import dev.gander.domain.extension.ExtensionConfig.StreamableHttp;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a stored configuration ready to start: adds secrets to its environment, substitutes its
/// variables in headers, URL, socket and folder, and drops forbidden variables. The result contains
/// secrets: it stays in memory and may be compared, but never stored or shown.
public final class ExtensionResolver {
  private static final Logger LOG = System.getLogger(ExtensionResolver.class.getName());

  private final SecretStore secrets;
  private final KnownSecrets known;

  /// @param known gets what is passed to extensions and may be a secret
  public ExtensionResolver(SecretStore secrets, KnownSecrets known) {
    this.secrets = secrets;
    this.known = known;
  }

  /// @throws ExtensionException if one of the secrets does not exist
  public ExtensionConfig resolve(ExtensionConfig config) {
    ExtensionConfig resolved = resolved(config);
    ExtensionSecrets.addTo(known, resolved);
    return resolved;
  }

  private ExtensionConfig resolved(ExtensionConfig config) {
    return switch (config) {
      case Stdio stdio -> resolve(stdio);
      case StreamableHttp http -> resolve(http);
      case ExtensionConfig.Builtin _,
          ExtensionConfig.Platform _,
          ExtensionConfig.Frontend _,
          ExtensionConfig.InlinePython _,
          ExtensionConfig.Sse _ ->
          config;
    };
  }

  private Stdio resolve(Stdio config) {
    Map<String, String> variables = variables(config, config.envs(), config.envKeys());
    return new Stdio(
        config.name(),
        config.description(),
        config.cmd(),
        config.args(),
        variables,
        List.of(),
        config.timeout(),
        filledIn(config.cwd(), variables),
        config.bundled(),
        config.availableTools(),
        config.other());
  }

  private StreamableHttp resolve(StreamableHttp config) {
    Map<String, String> variables = variables(config, config.envs(), config.envKeys());
    Map<String, String> headers = new LinkedHashMap<>(config.headers());
    headers.replaceAll((_, value) -> Substitution.apply(value, variables));
    return new StreamableHttp(
        config.name(),
        config.description(),
        Substitution.apply(config.uri(), variables),
        variables,
        List.of(),
        headers,
        config.timeout(),
        filledIn(config.socket(), variables),
        config.bundled(),
        config.availableTools(),
        config.other());
  }

  private Map<String, String> variables(
      ExtensionConfig config, Map<String, String> envs, List<String> envKeys) {
    Map<String, String> merged = new LinkedHashMap<>(envs);
    envKeys.stream()
        .filter(key -> !envs.containsKey(key))
        .forEach(key -> addSecret(config, key, merged));
    Map<String, String> allowed = RefusedVariables.removedFrom(merged);
    merged.keySet().stream()
        .filter(name -> !allowed.containsKey(name))
        .forEach(name -> warn(config, name, "may not be set"));
    return allowed;
  }

  private void addSecret(ExtensionConfig config, String key, Map<String, String> variables) {
    Json secret = secrets.find(key).orElseThrow(() -> missing(key));
    if (secret instanceof JsonString(String text)) {
      known.add(text);
      variables.put(key, text);
    } else {
      warn(config, key, "is no text");
    }
  }

  private static void warn(ExtensionConfig config, String variable, String why) {
    LOG.log(Level.WARNING, "Extension {0}: {1} {2}: left out", config.name(), variable, why);
  }

  private static ExtensionException missing(String key) {
    return ExtensionException.invalidConfig(
        "Failed to fetch secret '" + key + "' from config: Configuration value not found: " + key);
  }

  private static @Nullable String filledIn(@Nullable String text, Map<String, String> variables) {
    return text == null ? null : Substitution.apply(text, variables);
  }
}
