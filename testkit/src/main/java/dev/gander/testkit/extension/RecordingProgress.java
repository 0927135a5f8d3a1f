package dev.gander.testkit.extension;

import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Records a running tool's notifications and questions, and gives each question the same answer.
public final class RecordingProgress implements ToolProgress {
  private final List<Notification> notifications = new CopyOnWriteArrayList<>();
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private final Elicited answer;
  private final Runnable onNotification;
  private boolean attended = true;

  public record Notification(String method, JsonObject params) {}

  public record Question(String message, Json requestedSchema) {}

  /// Always gives this answer, and runs `onNotification` after each notification.
  public RecordingProgress(Elicited answer, Runnable onNotification) {
    this.answer = answer;
    this.onNotification = onNotification;
  }

  public RecordingProgress(Elicited answer) {
    this(answer, () -> {});
  }

  /// Declines every question.
  public RecordingProgress() {
    this(new Elicited("decline", null));
  }

  /// Makes it one that nobody follows.
  public RecordingProgress unattended() {
    attended = false;
    return this;
  }

  @Override
  public boolean isAttended() {
    return attended;
  }

  @Override
  public void notification(String method, JsonObject params) {
    notifications.add(new Notification(method, params));
    onNotification.run();
  }

  @Override
  public Elicited elicit(String message, Json requestedSchema) {
    questions.add(new Question(message, requestedSchema));
    return answer;
  }

  public List<Notification> notifications() {
    return List.copyOf(notifications);
  }

  public List<Question> questions() {
    return List.copyOf(questions);
  }
}
