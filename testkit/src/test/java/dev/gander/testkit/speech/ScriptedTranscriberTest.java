package dev.gander.testkit.speech;

import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.SoundFormat;
import dev.gander.domain.speech.Transcriber;
import java.util.concurrent.CountDownLatch;

class ScriptedTranscriberTest implements TranscriberContract {
  private static ScriptedTranscriber scripted() {
    return new ScriptedTranscriber("scripted");
  }

  @Override
  public Transcriber listening() {
    return scripted().hears(" hello there\n");
  }

  @Override
  public Transcriber deaf() {
    return scripted().hears("");
  }

  @Override
  public Transcriber stuck(CountDownLatch begun) {
    return scripted()
        .hears(
            _ -> {
              begun.countDown();
              new CountDownLatch(1).await();
              return "never";
            });
  }

  @Override
  public Transcriber withoutKey() {
    return scripted();
  }

  @Override
  public Sound sound() {
    return new Sound(new byte[] {1}, "audio/wav", SoundFormat.WAV);
  }
}
