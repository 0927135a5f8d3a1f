package dev.gander.adapters.mcp;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The commands that an administrator allows for extensions (`GOOSE_ALLOWLIST`): a YAML file, named
/// by its address or its path, with `extensions: [{id, command}]`. A command is allowed if it is
/// one of these word for word, since another argument may make it do anything. The list is read
/// when it is first needed and kept; one that cannot be read allows nothing and is read again next
/// time. Thread-safe.
final class CommandAllowlist {
  private static final Logger LOG = System.getLogger(CommandAllowlist.class.getName());
  private static final int MOST_BYTES = 1024 * 1024;

  private final @Nullable String place;
  private final boolean warnsOnly;
  private final Function<String, Json> yaml;
  private volatile @Nullable Set<List<String>> known;

  /// @param place empty or null for no list: then everything is allowed
  /// @param warnsOnly whether what is not allowed is logged, and started nevertheless
  /// @param yaml reads a text; throws [InvalidInput] if it is not YAML
  CommandAllowlist(@Nullable String place, boolean warnsOnly, Function<String, Json> yaml) {
    this.place = place == null || place.isBlank() ? null : place.strip();
    this.warnsOnly = warnsOnly;
    this.yaml = yaml;
  }

  /// @param command a program and its arguments
  /// @throws ExtensionException if it may not be started
  void check(List<String> command) throws InterruptedException {
    if (place == null || allowed(place).contains(command)) {
      return;
    }
    String refusal =
        "'" + String.join(" ", command) + "' is not among the allowed commands (GOOSE_ALLOWLIST)";
    if (!warnsOnly) {
      throw ExtensionException.invalidConfig(refusal);
    }
    LOG.log(Level.WARNING, refusal + "; it is started nevertheless (GOOSE_ALLOWLIST_WARNING)");
  }

  private Set<List<String>> allowed(String list) throws InterruptedException {
    Set<List<String>> commands = known;
    if (commands == null) {
      try {
        commands = read(list);
        known = commands;
      } catch (IOException | InvalidInput | IllegalArgumentException e) {
        LOG.log(Level.WARNING, "GOOSE_ALLOWLIST cannot be read", e);
        commands = Set.of();
      }
    }
    return commands;
  }

  private Set<List<String>> read(String list) throws IOException, InterruptedException {
    byte[] bytes = list.matches("(?i)https?://.*") ? download(list) : file(list);
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return JsonFields.of(yaml.apply(text))
        .required("extensions", JsonFields.listOf(entry -> JsonFields.of(entry).text("command")))
        .stream()
        .map(command -> List.of(command.strip().split("\\s+")))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static byte[] download(String address) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();
    try {
      return BriefExchange.bodyOf(client, HttpRequest.newBuilder(URI.create(address)).build());
    } finally {
      client.shutdownNow();
    }
  }

  private static byte[] file(String name) throws IOException {
    Path file = name.startsWith("file:") ? Path.of(URI.create(name)) : Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new IOException("no file " + file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("larger than a mebibyte: " + file);
      }
      return bytes;
    }
  }
}
