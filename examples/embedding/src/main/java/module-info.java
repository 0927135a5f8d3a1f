/// A program that embeds Gander. Without this file the same program runs on the class path.
module org.example.embedding {
  requires com.fasterxml.jackson.databind;
  requires dev.gander.bootstrap;
  requires java.net.http;
}
