/// A bot in a chat room.
module org.example.bot {
  requires dev.gander.client;
}
