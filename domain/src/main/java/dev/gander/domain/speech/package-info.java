/// Speech that becomes text: the services and the program that listen ([Transcriber]), and the
/// models of the latter on this machine ([SpeechModels]).
@NullMarked
package dev.gander.domain.speech;

import org.jspecify.annotations.NullMarked;
