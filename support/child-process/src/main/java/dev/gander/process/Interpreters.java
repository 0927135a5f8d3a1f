package dev.gander.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The programs that run others, which name them in their first line (`#!/usr/bin/python3`).
public final class Interpreters {
  /// As much of the line as Linux reads. Others read more, so that a longer one is not judged.
  private static final int LONGEST = 256;

  private Interpreters() {}

  /// The interpreter that a program names, if there is none: the system would say that the program
  /// itself is not there.
  public static Optional<Path> missing(Path program) {
    return firstLine(program)
        .filter(line -> line.startsWith("#!"))
        .map(line -> line.substring(2).strip().split("\\s", 2)[0])
        .filter(name -> name.startsWith("/"))
        .map(Path::of)
        .filter(Files::notExists);
  }

  /// How the system reads anything else depends on its locale: it has to say what is wrong itself.
  private static boolean isAscii(String line) {
    return line.chars().allMatch(it -> it > 0 && it < 128);
  }

  private static Optional<String> firstLine(Path program) {
    try (InputStream in = Files.newInputStream(program)) {
      String begin = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
      return begin.length() == LONGEST && begin.indexOf('\n') < 0
          ? Optional.empty()
          : begin.lines().findFirst().filter(Interpreters::isAscii);
    } catch (IOException _) {
      // A program that may be run need not be readable.
      return Optional.empty();
    }
  }
}
