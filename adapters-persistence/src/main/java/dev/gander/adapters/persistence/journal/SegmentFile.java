package dev.gander.adapters.persistence.journal;

import dev.gander.domain.session.SessionId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A file with the events of a session from some number on, written by one process.
///
/// @param after the events in it have higher numbers
record SegmentFile(Path path, long after, String process) {
  private static final Pattern NAME = Pattern.compile("(\\d{16})-(\\w{1,80})\\.jsonl");
  private static final int LONGEST_NAME = 200;

  static SegmentFile in(Path folder, long after, String process) {
    Path path = folder.resolve("%016d-%s.jsonl".formatted(after, process));
    return new SegmentFile(path, after, process);
  }

  /// Empty if the file is none of ours.
  static Optional<SegmentFile> of(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    return name.matches()
        ? Optional.of(new SegmentFile(path, Long.parseLong(name.group(1)), name.group(2)))
        : Optional.empty();
  }

  /// Those in a folder, which need not exist, in the order of their numbers.
  static List<SegmentFile> allIn(Path folder) throws IOException {
    List<SegmentFile> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> of(file).ifPresent(found::add));
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of();
    }
    found.sort(Comparator.comparingLong(SegmentFile::after));
    return found;
  }

  /// The name of a session's folder. An id may be any text.
  static String folderName(SessionId id) {
    String name = "s-" + URLEncoder.encode(id.value(), StandardCharsets.UTF_8);
    return name.length() <= LONGEST_NAME
        ? name
        : "l-" + UUID.nameUUIDFromBytes(id.value().getBytes(StandardCharsets.UTF_8));
  }
}
