package dev.gander.adapters.persistence.access;

import dev.gander.domain.access.AuditLog.Numbered;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The newest lines of an audit log below a number. Files are read from the newest on, until there
/// are enough lines.
record AuditPage(AuditFiles files, long before, int most) {
  List<Numbered> read() throws IOException {
    List<Numbered> page = new ArrayList<>();
    for (Path file : files.all().reversed()) {
      if (page.size() >= most) {
        break;
      }
      page.addAll(newest(file, most - page.size()).reversed());
    }
    return page;
  }

  private List<Numbered> newest(Path file, int wanted) throws IOException {
    Deque<Numbered> last = new ArrayDeque<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        AuditLine.parse(line)
            .filter(it -> it.number() < before)
            .ifPresent(it -> last.add(new Numbered(it.number(), it.entry())));
        if (last.size() > wanted) {
          last.remove();
        }
      }
    } catch (NoSuchFileException _) {
      // It has just got another name, or was taken away.
    }
    return List.copyOf(last);
  }
}
