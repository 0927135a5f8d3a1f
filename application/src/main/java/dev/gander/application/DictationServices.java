package dev.gander.application;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.dictation.ChooseSpeechModel;
import dev.gander.application.api.dictation.DeleteSpeechModel;
import dev.gander.application.api.dictation.DescribeTranscribers;
import dev.gander.application.api.dictation.DownloadSpeechModel;
import dev.gander.application.api.dictation.ListSpeechModels;
import dev.gander.application.api.dictation.SetSpeechKey;
import dev.gander.application.api.dictation.Transcribe;
import dev.gander.application.budget.Budgets;
import dev.gander.application.budget.MeteredTranscriber;
import dev.gander.domain.speech.Transcriber;
import java.util.List;

/// Speech that becomes text, assembled on its ports.
record DictationServices(Ports ports, ModelServices services) {
  UseCases.Dictation useCases() {
    Ports.Speech speech = ports.speech();
    Budgets budgets = services.budgets().budgets();
    List<Transcriber> transcribers =
        speech.transcribers().apply(services.settings()).stream()
            .<Transcriber>map(one -> new MeteredTranscriber(one, budgets))
            .toList();
    return new UseCases.Dictation(
        new DescribeTranscribers(transcribers),
        new Transcribe(transcribers),
        new SetSpeechKey(transcribers, ports.files().secrets()),
        new ChooseSpeechModel(transcribers, speech.models(), ports.files().settings()),
        new ListSpeechModels(speech.models()),
        new DownloadSpeechModel(
            speech.models(), ports.localModels().downloads(), ports.files().settings()),
        new DeleteSpeechModel(speech.models()));
  }
}
