/// goose's relay protocol. [RelayLink] keeps one connection to a relay; each text that comes over
/// it is a [VisitorRequest], which [ServerDoor] puts to our own server; [AnswerFrames] are what
/// goes back.
@NullMarked
package dev.gander.adapters.tunnel;

import org.jspecify.annotations.NullMarked;
