package dev.gander.application.extension;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shows the model the user's own text in every turn: `GOOSE_MOIM_MESSAGE_TEXT`, and the file named
/// by `GOOSE_MOIM_MESSAGE_FILE`, read on every turn. Each is limited to 64 KiB.
record TomExtension(TypedSettings settings, Path home) implements Extension {
  static final String KEY = "tom";
  private static final System.Logger LOG = System.getLogger(TomExtension.class.getName());
  private static final int MOST_BYTES = 65_536;

  @Override
  public List<Tool> tools() {
    return List.of();
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress) {
    throw ExtensionException.notFound("Tool '" + invocation.tool() + "' not found");
  }

  @Override
  public @Nullable String instructions() {
    return null;
  }

  @Override
  public @Nullable String turnContext() {
    Optional<String> text = setting("GOOSE_MOIM_MESSAGE_TEXT");
    Optional<String> file = setting("GOOSE_MOIM_MESSAGE_FILE").flatMap(this::read);
    String joined =
        Stream.of(text, file)
            .flatMap(Optional::stream)
            .map(TomExtension::cut)
            .filter(it -> !it.isBlank())
            .collect(Collectors.joining("\n"));
    return joined.isEmpty() ? null : joined;
  }

  @Override
  public void close() {}

  /// A setting of the wrong type must not keep the user from talking to the model.
  private Optional<String> setting(String key) {
    try {
      return settings.text(key);
    } catch (InvalidInput e) {
      LOG.log(System.Logger.Level.WARNING, e.text());
      return Optional.empty();
    }
  }

  private Optional<String> read(String name) {
    if (name.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(beginning(path(name)));
    } catch (IOException | InvalidPathException e) {
      LOG.log(System.Logger.Level.WARNING, "GOOSE_MOIM_MESSAGE_FILE cannot be read: " + e);
      return Optional.empty();
    }
  }

  /// A pipe would keep every turn waiting.
  private static String beginning(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "not a regular file");
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return new String(bytes.readNBytes(MOST_BYTES + 1), UTF_8);
    }
  }

  private Path path(String name) {
    return name.startsWith("~/") ? home.resolve(name.substring(2)) : Path.of(name);
  }

  /// At most 64 KiB of UTF-8, without splitting a character.
  private static String cut(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length <= MOST_BYTES) {
      return text;
    }
    int end = MOST_BYTES;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, UTF_8);
  }
}
