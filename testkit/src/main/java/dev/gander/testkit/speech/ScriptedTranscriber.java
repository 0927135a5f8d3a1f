package dev.gander.testkit.speech;

import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.speech.TranscriberNotConfigured;
import dev.gander.domain.speech.TranscriberStatus;
import dev.gander.domain.speech.TranscriberStatus.Keys;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Hears what a test says. Thread-safe.
public final class ScriptedTranscriber implements Transcriber {
  /// What happens when it listens.
  @FunctionalInterface
  public interface Hearing {
    String hear(Sound sound) throws InterruptedException;
  }

  private static final TranscriberStatus.Models MODELS =
      new TranscriberStatus.Models(
          "SCRIPTED_MODEL",
          "ear",
          "ear",
          List.of(new TranscriberStatus.Offered("ear", "Ear", "Hears.")));

  private final String name;
  private final Keys keys;
  private final List<Sound> heard = new CopyOnWriteArrayList<>();
  private volatile @Nullable Hearing hearing;

  /// Not set up.
  public ScriptedTranscriber(String name) {
    this(name, new Keys.Own("SCRIPTED_KEY", true));
  }

  /// Not set up.
  public ScriptedTranscriber(String name, Keys keys) {
    this.name = name;
    this.keys = keys;
  }

  public ScriptedTranscriber hears(String text) {
    return hears(_ -> text);
  }

  public ScriptedTranscriber hears(Hearing hearing) {
    this.hearing = hearing;
    return this;
  }

  /// All that it was given, in order.
  public List<Sound> heard() {
    return List.copyOf(heard);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TranscriberStatus status() {
    return new TranscriberStatus(hearing != null, "Scripted.", keys, MODELS, null);
  }

  @Override
  public String transcribe(Sound sound) throws InterruptedException {
    Hearing known = hearing;
    if (known == null) {
      throw TranscriberNotConfigured.missing("SCRIPTED_KEY");
    }
    heard.add(sound);
    return known.hear(sound).strip();
  }
}
