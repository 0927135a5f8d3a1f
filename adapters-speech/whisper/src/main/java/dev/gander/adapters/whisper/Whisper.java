package dev.gander.adapters.whisper;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/// The library with a model. One thread.
final class Whisper implements AutoCloseable {
  /// The library hears nothing in less than a second.
  private static final int SHORTEST = WavSound.RATE * 5 / 4;

  /// Below this nobody speaks, but the model would make up something.
  private static final float SILENCE = 0.002f;

  /// What the model says of sound that is no speech.
  private static final Pattern REMARK =
      Pattern.compile("\\s*(?:\\[[^\\]]*]|\\([^)]*\\)|♪[^♪]*♪?)\\s*");

  private final WhisperJNI library = new WhisperJNI();
  private final WhisperContext context;

  private Whisper(Path model) throws IOException, LibraryFailure {
    WhisperContext loaded = library.init(model);
    if (loaded == null) {
      throw new LibraryFailure("whisper.cpp cannot read it", null);
    }
    context = loaded;
  }

  static Whisper load(Path model) throws LibraryFailure {
    try {
      WhisperJNI.loadLibrary();
      WhisperJNI.setLibraryLogger(null);
      deleteExtracted(Path.of(System.getProperty("java.io.tmpdir")));
      return new Whisper(model);
    } catch (IOException e) {
      throw new LibraryFailure("there is no whisper.cpp for this machine: " + e.getMessage(), e);
    }
  }

  /// The library deletes its files when this program ends by itself, and it is killed, usually.
  /// Where the system allows it, they need not stay until then.
  private static void deleteExtracted(Path temp) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temp, "whisper-jni-*")) {
      for (Path folder : folders) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
          for (Path file : files) {
            boolean _ = file.toFile().delete();
          }
        }
      }
    }
  }

  /// What is said in a WAV file.
  String textOf(Path file) throws IOException, UnreadableSound, LibraryFailure {
    StringBuilder text = new StringBuilder();
    try (WavSound sound = WavSound.open(file)) {
      SoundPieces pieces = new SoundPieces(sound);
      for (float[] piece = pieces.next(); piece != null; piece = pieces.next()) {
        if (!isSilent(piece)) {
          text.append(textOf(piece));
        }
      }
    }
    return text.toString().strip();
  }

  private static boolean isSilent(float[] piece) {
    for (float number : piece) {
      if (Math.abs(number) > SILENCE) {
        return false;
      }
    }
    return true;
  }

  private String textOf(float[] piece) throws LibraryFailure {
    float[] samples = piece.length < SHORTEST ? Arrays.copyOf(piece, SHORTEST) : piece;
    int result = library.full(context, parameters(), samples, samples.length);
    if (result != 0) {
      throw new LibraryFailure("whisper.cpp failed with " + result, null);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < library.fullNSegments(context); i++) {
      String segment = library.fullGetSegmentText(context, i);
      text.append(REMARK.matcher(segment).matches() ? "" : segment);
    }
    return text.toString();
  }

  private WhisperFullParams parameters() {
    WhisperFullParams parameters = new WhisperFullParams();
    parameters.nThreads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    parameters.language = library.isMultilingual(context) ? "auto" : "en";
    parameters.suppressNonSpeechTokens = true;
    parameters.printProgress = false;
    parameters.printTimestamps = false;
    return parameters;
  }

  @Override
  public void close() {
    context.close();
  }
}
