package dev.gander.adapters.whisper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// A file with a tone of 400 hertz, half as loud as can be.
record Tone(int rate, int channels, int seconds) {
  /// In 16 bits, or in another encoding.
  Path write(Path file, Encoding encoding) throws IOException {
    AudioFormat format = new AudioFormat(rate, 16, channels, true, false);
    ByteBuffer samples =
        ByteBuffer.allocate(rate * channels * seconds * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rate * seconds; i++) {
      for (int channel = 0; channel < channels; channel++) {
        samples.putShort((short) (16_384 * Math.sin(2 * Math.PI * 400 * i / rate)));
      }
    }
    AudioInputStream linear =
        new AudioInputStream(
            new ByteArrayInputStream(samples.array()), format, (long) rate * seconds);
    try (AudioInputStream written = AudioSystem.getAudioInputStream(encoding, linear)) {
      AudioSystem.write(written, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }

  Path write(Path file) throws IOException {
    return write(file, Encoding.PCM_SIGNED);
  }
}
