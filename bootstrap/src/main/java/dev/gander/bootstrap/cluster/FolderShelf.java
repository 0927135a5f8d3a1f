package dev.gander.bootstrap.cluster;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import dev.gander.files.AtomicFile;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Things that are a file each.
///
/// @param form what their names end with, and what is in them
record FolderShelf(Path folder, Form form) implements Shelf {
  private static final String JSON = ".json";

  /// @param endings of the files
  record Form(List<String> endings, AtomicFile.Access access) {
    /// Texts with the names of their files.
    static Form texts(String... endings) {
      return new Form(List.of(endings), AtomicFile.Access.USUAL);
    }

    /// JSON of which nobody else should know, in files named `NAME.json`.
    static Form privateJson() {
      return new Form(List.of(JSON), AtomicFile.Access.OWNER);
    }

    private boolean isJson() {
      return endings.equals(List.of(JSON));
    }

    private boolean fits(Path file) {
      String name = file.getFileName().toString();
      return !name.startsWith(".") && endings.stream().anyMatch(name::endsWith);
    }
  }

  @Override
  public Map<String, Json> all() {
    Map<String, Json> all = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(Files::isRegularFile)
            .filter(form::fits)
            .forEach(file -> all.put(name(file), read(file)));
      } catch (IOException e) {
        throw new StorageException(folder + " cannot be read: " + e, e);
      } catch (UncheckedIOException e) {
        throw new StorageException(folder + " cannot be read: " + e.getCause(), e);
      }
    }
    return all;
  }

  private String name(Path file) {
    String name = file.getFileName().toString();
    return form.isJson() ? name.substring(0, name.length() - JSON.length()) : name;
  }

  private Json read(Path file) {
    try {
      return form.isJson()
          ? JsonText.parse(Files.readAllBytes(file))
          : Json.of(Files.readString(file));
    } catch (JsonSyntaxException e) {
      throw new StorageException(file + " cannot be read: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StorageException(file + " cannot be read: " + e, e);
    }
  }

  @Override
  public boolean put(String name, Json thing) {
    Path file = folder.resolve((form.isJson() ? name + JSON : name).replace('/', '\\'));
    if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || !form.fits(file)) {
      return false;
    }
    try {
      Files.createDirectories(folder);
      AtomicFile.write(file, bytes(thing), form.access());
      return true;
    } catch (IOException e) {
      throw new StorageException(file + " cannot be written: " + e, e);
    }
  }

  private static byte[] bytes(Json thing) {
    return thing instanceof JsonString(String text)
        ? text.getBytes(StandardCharsets.UTF_8)
        : JsonText.bytes(thing);
  }
}
