package dev.gander.adapters.llm.services.speech;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.domain.speech.Sound;

/// A form with one file and one field, as services take recordings (RFC 7578).
///
/// @param boundary does not occur in the file
/// @param field its name
/// @param value of the field
record MultipartForm(String boundary, Sound file, String field, String value) {
  String type() {
    return "multipart/form-data; boundary=" + boundary;
  }

  byte[] bytes() {
    byte[] head =
        """
        --%s\r
        Content-Disposition: form-data; name="file"; filename="audio.%s"\r
        Content-Type: %s\r
        \r
        """
            .formatted(boundary, file.format().ending(), file.mediaType())
            .getBytes(UTF_8);
    byte[] tail =
        """
        \r
        --%s\r
        Content-Disposition: form-data; name="%s"\r
        \r
        %s\r
        --%s--\r
        """
            .formatted(boundary, field, value, boundary)
            .getBytes(UTF_8);
    byte[] sound = file.bytes();
    byte[] all = new byte[head.length + sound.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(sound, 0, all, head.length, sound.length);
    System.arraycopy(tail, 0, all, head.length + sound.length, tail.length);
    return all;
  }
}
