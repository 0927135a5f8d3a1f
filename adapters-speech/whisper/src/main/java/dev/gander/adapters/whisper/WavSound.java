package dev.gander.adapters.whisper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// A recording as the library wants it: one channel, 16,000 numbers a second from -1 to 1.
final class WavSound implements AutoCloseable {
  static final int RATE = 16_000;
  private static final int BITS = 16;
  private static final float LOUDEST = 1 << (BITS - 1);
  private static final AudioFormat WANTED =
      new AudioFormat(
          Encoding.PCM_SIGNED, RATE, BITS, 1, 2, RATE, false, Map.of("interpolation", "sinc"));

  /// Outside of these, a header lies, and the conversion would not end.
  private static final float SLOWEST = 2_000;

  private static final float FASTEST = 400_000;
  private static final int MOST_CHANNELS = 32;

  private final AudioInputStream samples;

  private WavSound(AudioInputStream samples) {
    this.samples = samples;
  }

  static WavSound open(Path file) throws UnreadableSound {
    try {
      AudioInputStream read = AudioSystem.getAudioInputStream(file.toFile());
      AudioFormat format = read.getFormat();
      if (format.getSampleRate() < SLOWEST
          || format.getSampleRate() > FASTEST
          || format.getChannels() > MOST_CHANNELS) {
        throw new UnreadableSound("no recording is made like that: " + format, null);
      }
      return new WavSound(AudioSystem.getAudioInputStream(WANTED, linear(read)));
    } catch (UnsupportedAudioFileException | IOException | RuntimeException e) {
      // The JDK's readers throw what comes at headers that lie.
      throw new UnreadableSound("it is no WAV file of a kind that is known here", e);
    }
  }

  /// The codecs of telephones do not change the rate.
  private static AudioInputStream linear(AudioInputStream read) {
    Encoding encoding = read.getFormat().getEncoding();
    return encoding.equals(Encoding.ALAW) || encoding.equals(Encoding.ULAW)
        ? AudioSystem.getAudioInputStream(Encoding.PCM_SIGNED, read)
        : read;
  }

  /// The next numbers, as many as there are, up to `most`.
  float[] read(int most) throws UnreadableSound {
    byte[] bytes = bytes(most * Short.BYTES);
    float[] numbers = new float[bytes.length / Short.BYTES];
    for (int i = 0; i < numbers.length; i++) {
      int low = bytes[2 * i] & 0xff;
      numbers[i] = ((bytes[2 * i + 1] << Byte.SIZE) | low) / LOUDEST;
    }
    return numbers;
  }

  private byte[] bytes(int most) throws UnreadableSound {
    try {
      return samples.readNBytes(most);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableSound("it breaks off, or its header lies", e);
    }
  }

  @Override
  public void close() throws IOException {
    samples.close();
  }
}
