package dev.gander.adapters.mcp.developer.tool;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;

/// What went wrong with a file, in the operating system's words and with its number, as in goosed:
/// `No such file or directory (os error 2)`.
public final class OsError {
  /// The numbers that Linux and macOS have in common.
  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "Operation not permitted", 1,
          "No such file or directory", 2,
          "Argument list too long", 7,
          "Permission denied", 13,
          "File exists", 17,
          "Not a directory", 20,
          "Is a directory", 21,
          "File too large", 27,
          "No space left on device", 28,
          "Read-only file system", 30);

  private OsError() {}

  public static String text(IOException failure) {
    String problem = problem(failure);
    Integer number = NUMBERS.get(problem);
    return number == null ? problem : problem + " (os error " + number + ")";
  }

  private static String problem(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "No such file or directory";
      case AccessDeniedException _ -> "Permission denied";
      case FileAlreadyExistsException _ -> "File exists";
      case NotDirectoryException _ -> "Not a directory";
      case CharacterCodingException _ -> "stream did not contain valid UTF-8";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      case IOException e when e.getMessage() != null -> e.getMessage();
      case IOException e -> e.toString();
    };
  }
}
