package dev.gander.adapters.persistence.apps;

import dev.gander.domain.app.AppCache;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.app.McpAppJson;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.json.InvalidShape;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Apps in `mcp-apps-cache/EXTENSION_HASH.json`, where the hash is that of `EXTENSION::URI`.
public final class FileAppCache implements AppCache {
  private static final System.Logger LOG = System.getLogger(FileAppCache.class.getName());

  /// All of it is read to be listed.
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  private final AppFolder folder;
  private final long mostBytes;

  /// @param config goose's folder for settings
  public FileAppCache(Path config) {
    this(config, MOST_BYTES);
  }

  /// @param mostBytes in all files, before new apps are refused
  FileAppCache(Path config, long mostBytes) {
    this.folder = new AppFolder(config.resolve("mcp-apps-cache"), ".json");
    this.mostBytes = mostBytes;
  }

  @Override
  public List<McpApp> all() {
    return folder.stems().stream()
        .flatMap(stem -> app(stem).stream())
        .sorted(Comparator.comparing(McpApp::name).thenComparing(McpApp::uri))
        .toList();
  }

  private Optional<McpApp> app(String stem) {
    try {
      return folder.read(stem).map(text -> McpAppJson.read(JsonText.parse(text)));
    } catch (StorageException | JsonSyntaxException | InvalidShape e) {
      LOG.log(Level.WARNING, "the app {0} is left out: {1}", stem, e.text());
      return Optional.empty();
    }
  }

  @Override
  public boolean add(ExtensionKey extension, McpApp app) {
    String stem = stem(extension, app.uri());
    return !folder.has(stem) && folder.create(stem, fitting(stem, app));
  }

  @Override
  public void put(ExtensionKey extension, McpApp app) {
    String stem = stem(extension, app.uri());
    folder.replace(stem, fitting(stem, app));
  }

  @Override
  public void remove(ExtensionKey extension, String uri) {
    folder.delete(stem(extension, uri));
  }

  private String fitting(String stem, McpApp app) {
    String text = JsonText.pretty(McpAppJson.write(app));
    if (!folder.has(stem) && folder.size() + text.length() > mostBytes) {
      throw new StorageException(
          "The cache of apps is full: delete files that are no longer needed in " + folder.folder(),
          null);
    }
    return text;
  }

  private static String stem(ExtensionKey extension, String uri) {
    String whole = extension + "::" + uri;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
      return extension + "_" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
