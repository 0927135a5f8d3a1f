package dev.gander.bootstrap;

import dev.gander.files.AtomicFile;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the server of a person is, written down while it runs, so that `goosed console` finds it.
record ServedAddress(Path file) implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ServedAddress.class.getName());

  /// One that cannot be written is missed by nobody but `goosed console`.
  static ServedAddress write(Path file, URI server) {
    try {
      PrivateFiles.createFolders(PrivateFiles.folderOf(file));
      String text = server + "\n" + ProcessHandle.current().pid() + "\n";
      AtomicFile.replace(file, text.getBytes(StandardCharsets.UTF_8), AtomicFile.Access.OWNER);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the address cannot be written down", e);
    }
    return new ServedAddress(file);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the address stays written down", e);
    }
  }
}
