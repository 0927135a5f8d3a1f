package dev.gander.adapters.whisper;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A recording in pieces of some minutes, which limits how much memory it takes. They are cut where
/// it is quiet, so that no word is.
final class SoundPieces {
  private static final int WINDOW = WavSound.RATE / 5;

  private final WavSound sound;
  private final int longest;
  private final int searched;
  private float[] rest = new float[0];
  private boolean ended;

  SoundPieces(WavSound sound) {
    this(sound, 300 * WavSound.RATE, 30 * WavSound.RATE);
  }

  /// @param longest numbers of a piece
  /// @param searched for a quiet place, at the end of a piece
  SoundPieces(WavSound sound, int longest, int searched) {
    this.sound = sound;
    this.longest = longest;
    this.searched = searched;
  }

  /// Null at the end.
  float @Nullable [] next() throws UnreadableSound {
    float[] all = filled();
    if (all.length == 0) {
      return null;
    }
    int end = ended ? all.length : quietPlace(all);
    rest = Arrays.copyOfRange(all, end, all.length);
    return Arrays.copyOf(all, end);
  }

  private float[] filled() throws UnreadableSound {
    if (ended) {
      return rest;
    }
    float[] more = sound.read(longest - rest.length);
    float[] all = Arrays.copyOf(rest, rest.length + more.length);
    System.arraycopy(more, 0, all, rest.length, more.length);
    ended = all.length < longest;
    return all;
  }

  /// The middle of the quietest fifth of a second.
  private int quietPlace(float[] all) {
    int best = all.length;
    double least = Double.MAX_VALUE;
    for (int at = all.length - searched; at + WINDOW <= all.length; at += WINDOW / 2) {
      double loudness = loudness(all, at);
      if (loudness < least) {
        least = loudness;
        best = at + WINDOW / 2;
      }
    }
    return best;
  }

  private static double loudness(float[] all, int from) {
    double sum = 0;
    for (int i = from; i < from + WINDOW; i++) {
      sum += all[i] * all[i];
    }
    return sum;
  }
}
