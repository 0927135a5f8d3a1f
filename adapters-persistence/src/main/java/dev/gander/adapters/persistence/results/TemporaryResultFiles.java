package dev.gander.adapters.persistence.results;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.tool.ResultFiles;
import dev.gander.files.PrivateFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Result files below the system's temporary folder.
public final class TemporaryResultFiles implements ResultFiles {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'mcp_response_'yyyyMMdd_HHmmss.SSSSSS").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Clock clock;

  /// @param temporary the system's temporary folder
  public TemporaryResultFiles(Path temporary, Clock clock) {
    this.folder = folder(temporary);
    this.clock = clock;
  }

  /// Where they are, below the system's temporary folder.
  public static Path folder(Path temporary) {
    return temporary.resolve("goose_mcp_responses");
  }

  @Override
  public Path keep(String text) {
    try {
      PrivateFiles.createFolders(folder);
      Path file = free(NAME.format(clock.instant()));
      write(text, file);
      return file;
    } catch (IOException e) {
      throw new StorageException("cannot write below " + folder + ": " + e.getMessage(), e);
    }
  }

  /// In pieces, since a text may be huge; nobody knows of the file before it is complete. Half a
  /// surrogate pair becomes a question mark, where [Files#newBufferedWriter] would fail.
  private static void write(String text, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        Writer out =
            new BufferedWriter(
                new OutputStreamWriter(
                    Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
      out.write(text);
      out.flush();
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /// Several results may come in one microsecond: creating the file reserves its name.
  private synchronized Path free(String name) throws IOException {
    Path file = folder.resolve(name + ".txt");
    for (int next = 2; Files.exists(file); next++) {
      file = folder.resolve(name + "-" + next + ".txt");
    }
    return PrivateFiles.createEmpty(file);
  }
}
