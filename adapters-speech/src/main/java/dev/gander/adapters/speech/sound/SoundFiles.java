package dev.gander.adapters.speech.sound;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.provider.Programs;
import dev.gander.domain.speech.Sound;
import dev.gander.domain.speech.SoundFormat;
import dev.gander.domain.speech.TranscriptionTooSlow;
import dev.gander.domain.speech.UnsupportedSound;
import dev.gander.process.ChildProcess;
import dev.gander.process.ChildRecords;
import dev.gander.process.SearchPath;
import dev.gander.process.TemporaryFolders;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes WAV files of recordings: of other kinds through the user's `ffmpeg`, if there is one.
///
/// @param records where its processes are recorded while they run
/// @param temp where each recording gets a folder
/// @param limit how long `ffmpeg` may take
public record SoundFiles(ChildRecords records, Path temp, Duration limit) {
  private static final System.Logger LOG = System.getLogger(SoundFiles.class.getName());
  private static final String HELP =
      "Install ffmpeg, or send audio/wav: only that is read without it";

  /// As the engine wants it: 16,000 samples a second of 16 bits, at most for four hours.
  private static final List<String> WANTED =
      List.of("-vn", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", "-t", "14400", "-f", "wav");

  public SoundFiles(ChildRecords records, Path temp) {
    this(records, temp, Duration.ofMinutes(2));
  }

  /// What to do with the file.
  @FunctionalInterface
  public interface Use {
    String with(Path file) throws InterruptedException;
  }

  /// The file is there until `use` is through.
  ///
  /// @param programs what may be started
  /// @throws InvalidInput if it is empty, or not what its client says
  /// @throws UnsupportedSound if there is no `ffmpeg`
  public String of(Sound sound, Optional<Programs> programs, Use use) throws InterruptedException {
    if (sound.bytes().length == 0) {
      throw new InvalidInput("The audio is empty");
    }
    Optional<Path> ffmpeg =
        sound.format() == SoundFormat.WAV ? Optional.empty() : Optional.of(find(programs, sound));
    try {
      Path folder = TemporaryFolders.create(temp, "gander-sound-");
      try {
        Path file = Files.write(folder.resolve("sound." + sound.format().ending()), sound.bytes());
        return use.with(ffmpeg.isEmpty() ? file : converted(ffmpeg.get(), file, sound, programs));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new Unavailable("The audio cannot be stored: " + e.getMessage(), e);
    }
  }

  private static Path find(Optional<Programs> programs, Sound sound) {
    return programs
        .flatMap(it -> searchPath(it).find("ffmpeg", home(it)))
        .orElseThrow(() -> UnsupportedSound.without(HELP, sound.mediaType()));
  }

  private static SearchPath searchPath(Programs programs) {
    String inherited = programs.environment().find("PATH").orElse("");
    return SearchPath.of(programs.searchFolders(), home(programs), inherited);
  }

  private static Path home(Programs programs) {
    return Path.of(
        programs.environment().find("HOME").orElse(System.getProperty("user.home", "/")));
  }

  /// It reads only this file, and only as the kind that its client named: some kinds are lists of
  /// other files.
  private Path converted(Path ffmpeg, Path file, Sound sound, Optional<Programs> programs)
      throws IOException, InterruptedException {
    Path wav = file.resolveSibling("heard.wav");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-nostdin", "-hide_banner", "-loglevel", "error"));
    arguments.addAll(List.of("-protocol_whitelist", "file", "-f", sound.format().ending()));
    arguments.addAll(List.of("-i", file.toString()));
    arguments.addAll(WANTED);
    arguments.add(wav.toString());
    ChildEnvironment ours = programs.orElseThrow().environment();
    ChildProcess child =
        ChildProcess.start(
            ffmpeg, arguments, ours.with(Map.of()), file.resolveSibling(""), records);
    try {
      int exit = child.awaitExit(limit);
      if (child.isRunning()) {
        throw new TranscriptionTooSlow(
            "ffmpeg took more than " + limit.toSeconds() + " s to read the audio", null);
      }
      if (exit != 0) {
        throw new InvalidInput(
            "The audio is no "
                + sound.mediaType()
                + ": "
                + lastLine(child.stderr().replace(file + ": ", "")));
      }
      return wav;
    } finally {
      child.stop(Duration.ZERO);
    }
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce((_, last) -> last).orElse("ffmpeg cannot read it");
  }

  private static void delete(Path folder) {
    try {
      TemporaryFolders.deleteWithFiles(folder);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the folder " + folder + " stays behind", e);
    }
  }
}
