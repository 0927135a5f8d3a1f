package dev.gander.adapters.whisper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundPiecesTest {
  private static final int SECOND = WavSound.RATE;

  @TempDir Path folder;

  private static List<float[]> all(SoundPieces pieces) throws UnreadableSound {
    List<float[]> all = new ArrayList<>();
    for (float[] piece = pieces.next(); piece != null; piece = pieces.next()) {
      all.add(piece);
    }
    return all;
  }

  @Test
  void aShortSoundIsOnePiece() throws Exception {
    try (WavSound sound = WavSound.open(new Tone(16_000, 1, 1).write(folder.resolve("a.wav")))) {
      SoundPieces pieces = new SoundPieces(sound);

      assertEquals(SECOND, pieces.next().length);
      assertNull(pieces.next());
    }
  }

  @Test
  void anEmptySoundHasNone() throws Exception {
    try (WavSound sound = WavSound.open(new Tone(16_000, 1, 0).write(folder.resolve("a.wav")))) {
      assertNull(new SoundPieces(sound).next());
    }
  }

  /// Ten seconds in pieces of four at most; it is quiet at 3.0 and 6.3.
  @Test
  void aLongSoundIsCutWhereItIsQuiet() throws Exception {
    Path file = new Tone(16_000, 1, 10).write(folder.resolve("a.wav"));
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (double second : new double[] {3.0, 6.3}) {
        bytes.seek(44 + 2 * (long) (second * SECOND));
        bytes.write(new byte[SECOND]);
      }
    }
    try (WavSound sound = WavSound.open(file);
        WavSound again = WavSound.open(file)) {
      List<float[]> pieces = all(new SoundPieces(sound, 4 * SECOND, 2 * SECOND));

      assertEquals(3, pieces.size());
      assertEquals(3.2, pieces.get(0).length / (double) SECOND, 0.2);
      assertEquals(6.5, (pieces.get(0).length + pieces.get(1).length) / (double) SECOND, 0.2);
      float[] whole = again.read(10 * SECOND);
      int at = 0;
      for (float[] piece : pieces) {
        float[] same = java.util.Arrays.copyOfRange(whole, at, at + piece.length);
        assertArrayEquals(same, piece);
        at += piece.length;
      }
      assertTrue(at == whole.length, "lost " + (whole.length - at));
    }
  }
}
