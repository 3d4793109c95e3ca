"""JSON of recognisers as their interfaces give it in one way or another: no speaker key, empty segments, channels
within channels, numbers as text, names of keys in two manners.
"""

from __future__ import annotations

import json

import pytest

import docconv
from docconv.errors import BadInputError
from docconv.model import Paragraph
from docconv.walk import text_of, turns

# fmt: off
VARIANTS = {
    "aws nested in job, no labels": (
        '{"jobName": "j", "accountId": "1", "status": "COMPLETED", "results": {"transcripts": [{"transcript": "Hello there."}], "items": [{"type": "pronunciation", "alternatives": [{"confidence": "0.99", "content": "Hello"}], "start_time": "0.5", "end_time": "0.9"}, {"type": "pronunciation", "alternatives": [{"confidence": "0.99", "content": "there"}], "start_time": "1.0", "end_time": "1.4"}, {"type": "punctuation", "alternatives": [{"confidence": "0.99", "content": "."}]}]}}',
        ["?: Hello there. 500-1400 2"],
    ),
    "aws empty items, transcripts empty segs": (
        '{"jobName": "j", "results": {"transcripts": [{"transcript": "Hello there."}], "speaker_labels": {"segments": [], "speakers": 0}, "items": [{"type": "pronunciation", "alternatives": [{"confidence": "0.99", "content": "Hello"}], "start_time": "0.5", "end_time": "0.9"}, {"type": "pronunciation", "alternatives": [{"confidence": "0.99", "content": "there"}], "start_time": "1.0", "end_time": "1.4"}, {"type": "punctuation", "alternatives": [{"confidence": "0.99", "content": "."}]}], "audio_segments": []}}',
        ["?: Hello there. 500-1400 2"],
    ),
    "aws channels nested": (
        '{"results": {"transcripts": [{"transcript": "Hello there. Yes."}], "channel_labels": {"number_of_channels": 2, "channels": [{"channel_label": "ch_0", "items": [{"type": "pronunciation", "alternatives": [{"confidence": "0.99", "content": "Hello"}], "start_time": "0.5", "end_time": "0.9"}, {"type": "pronunciation", "alternatives": [{"confidence": "0.99", "content": "there"}], "start_time": "1.0", "end_time": "1.4"}, {"type": "punctuation", "alternatives": [{"confidence": "0.99", "content": "."}]}]}, {"channel_label": "ch_1", "items": [{"type": "pronunciation", "alternatives": [{"confidence": "0.99", "content": "Yes"}], "start_time": "2.0", "end_time": "2.4"}, {"type": "punctuation", "alternatives": [{"confidence": "0.99", "content": "."}]}]}]}, "items": []}}',
        ["ch_0: Hello there. 500-1400 2", "ch_1: Yes. 2000-2400 1"],
    ),
    "aws channels nested and no items key": (
        '{"results": {"transcripts": [{"transcript": "Hello there. Yes."}], "channel_labels": {"number_of_channels": 2, "channels": [{"channel_label": "ch_0", "items": [{"type": "pronunciation", "alternatives": [{"confidence": "0.99", "content": "Hello"}], "start_time": "0.5", "end_time": "0.9"}, {"type": "punctuation", "alternatives": [{"confidence": "0.99", "content": "."}]}]}, {"channel_label": "ch_1", "items": [{"type": "pronunciation", "alternatives": [{"confidence": "0.99", "content": "Yes"}], "start_time": "2.0", "end_time": "2.4"}, {"type": "punctuation", "alternatives": [{"confidence": "0.99", "content": "."}]}]}]}}}',
        ["ch_0: Hello. 500-900 1", "ch_1: Yes. 2000-2400 1"],
    ),
    "aws call analytics": (
        '{"JobStatus": "COMPLETED", "LanguageCode": "en-US", "Transcript": [{"Content": "Hello there.", "ParticipantRole": "AGENT", "BeginOffsetMillis": 500, "EndOffsetMillis": 1400, "Items": [{"Type": "pronunciation", "Content": "Hello", "BeginOffsetMillis": 500, "EndOffsetMillis": 900}, {"Type": "pronunciation", "Content": "there", "BeginOffsetMillis": 1000, "EndOffsetMillis": 1400}, {"Type": "punctuation", "Content": "."}]}, {"Content": "Yes.", "ParticipantRole": "CUSTOMER", "BeginOffsetMillis": 2000, "EndOffsetMillis": 2400}]}',
        ["AGENT: Hello there. 500-1400 2", "CUSTOMER: Yes. 2000-2400 0"],
    ),
    "aws call analytics, participants by their ids": (
        '{"Participants": [{"ParticipantId": "AGENT"}], "Transcript": [{"Content": "Hello there.", "ParticipantId": "AGENT", "BeginOffsetMillis": 500, "EndOffsetMillis": 1400}]}',
        ["AGENT: Hello there. 500-1400 0"],
    ),
    "whisperx, a segment in which somebody else goes on": (
        '{"segments": [{"start": 0.5, "end": 2.4, "text": " Is it 40? Yes.", "speaker": "SPEAKER_00", "words": [{"word": "Is", "start": 0.5, "end": 0.7, "speaker": "SPEAKER_00"}, {"word": "it", "start": 0.7, "end": 0.9, "speaker": "SPEAKER_00"}, {"word": "40?"}, {"word": "Yes.", "start": 2.0, "end": 2.4, "speaker": "SPEAKER_01"}]}]}',
        ["SPEAKER_00: Is it 40? 500- 2", "SPEAKER_01: Yes. 2000-2400 1"],
    ),
    "elevenlabs, words without spaces between": (
        '{"language_code": "eng", "text": "Hello there. Yes.", "words": [{"text": "Hello", "start": 0.5, "end": 0.9, "type": "word", "speaker_id": "speaker_0"}, {"text": "there.", "start": 1.0, "end": 1.4, "type": "word", "speaker_id": "speaker_0"}, {"text": "Yes.", "start": 2.0, "end": 2.4, "type": "word", "speaker_id": "speaker_1"}]}',
        ["speaker_0: Hello there. 500-1400 2", "speaker_1: Yes. 2000-2400 1"],
    ),
    "elevenlabs, another speaker without a space before": (
        '{"language_code": "eng", "text": "Hello Yes.", "words": [{"text": "Hello", "start": 0.5, "end": 0.9, "type": "word", "speaker_id": "speaker_0"}, {"text": " ", "start": 0.9, "end": 1.0, "type": "spacing", "speaker_id": "speaker_0"}, {"text": "there.", "start": 1.0, "end": 1.4, "type": "word", "speaker_id": "speaker_0"}, {"text": "Yes.", "start": 2.0, "end": 2.4, "type": "word", "speaker_id": "speaker_1"}]}',
        ["speaker_0: Hello there. 500-1400 2", "speaker_1: Yes. 2000-2400 1"],
    ),
    "aws numbers": (
        '{"results": {"transcripts": [{"transcript": "Hi."}], "items": [{"id": 0, "type": "pronunciation", "alternatives": [{"confidence": 0.9, "content": "Hi"}], "start_time": 0.5, "end_time": 0.9, "speaker_label": "spk_0"}, {"id": 1, "type": "punctuation", "alternatives": [{"confidence": 0.0, "content": "."}], "speaker_label": "spk_0"}]}}',
        ["spk_0: Hi. 500-900 1"],
    ),
    "speechmatics of the first version": (
        '{"format": "1.0", "job": {"lang": "en"}, "speakers": [{"name": "M1", "time": "0.50", "duration": "1.0", "confidence": null}, {"name": "UU", "time": "2.00", "duration": "1.0"}], "words": [{"name": "Hello", "time": "0.50", "duration": "0.4", "confidence": "1.0"}, {"name": "there", "time": "1.00", "duration": "0.4"}, {"name": ".", "time": "1.40", "duration": "0.0"}, {"name": "Yes", "time": "2.00", "duration": "0.4"}]}',
        ["M1: Hello there. 500-1400 2", "?: Yes 2000-2400 1"],
    ),
    "watson in an answer that came later, without speakers": (
        '{"id": "x", "status": "completed", "results": [{"result_index": 0, "results": [{"final": true, "alternatives": [{"transcript": "hello there ", "confidence": 0.9, "timestamps": [["hello", 0.5, 0.9], ["there", 1.0, 1.4]]}]}, {"final": true, "alternatives": [{"transcript": "%HESITATION "}]}]}]}',
        ["?: hello there 500-1400 2", "?: %HESITATION"],
    ),
    "watson, words without a transcript": (
        '{"results": [{"alternatives": [{"timestamps": [["hello", 0.5, 0.9], ["there", 1.0, 1.4]]}]}]}',
        ["?: hello there 500-1400 2"],
    ),
    "watson, a transcript of other words than it has times for": (
        '{"results": [{"alternatives": [{"transcript": "so hello ", "timestamps": [["hello", 0.5, 0.9], ["there", 1.0, 1.4]]}]}]}',
        ["?: so hello"],
    ),
    "watson, one result of two": (
        '{"results": [{"alternatives": [{"transcript": "hello yes ", "timestamps": [["hello", 0.5, 0.9], ["yes", 1.0, 1.4]]}]}], "speaker_labels": [{"from": 0.5, "to": 0.9, "speaker": 0}, {"from": 1.0, "to": 1.4, "speaker": 2}]}',
        ["Speaker 0: hello 500-900 1", "Speaker 2: yes 1000-1400 1"],
    ),
    "digital-paper-edit, two paragraphs of one, words before the first": (
        '{"words": [{"id": 0, "start": 0.1, "end": 0.4, "text": "Well"}, {"id": 1, "start": 0.5, "end": 0.9, "text": "hello."}, {"id": 2, "start": 1.0, "end": 1.4, "text": "Yes."}], "paragraphs": [{"id": 0, "start": 0.5, "end": 0.9, "speaker": "Ada"}, {"id": 1, "start": 1.0, "end": 1.4, "speaker": "Ada"}]}',
        ["?: Well 100-400 1", "Ada: hello. 500-900 1", "Ada: Yes. 1000-1400 1"],
    ),
    "whisperx, only words tell who speaks": (
        '{"segments": [{"start": 0.5, "end": 2.5, "text": "Hello there. Yes.", "words": [{"word": "Hello", "start": 0.5, "end": 0.9, "speaker": "A"}, {"word": "there.", "start": 1.0, "end": 1.4, "speaker": "A"}, {"word": "Yes.", "start": 2.0, "end": 2.4, "speaker": "B"}]}, {"start": 3, "end": 4, "text": "Oh no", "words": [{"word": "Oh", "start": 3, "end": 3.4, "speaker": "A"}, {"word": "no"}]}, {"start": 5, "end": 6, "text": "Oh no", "words": [{"word": "Oh", "start": 5, "speaker": "A"}, {"word": "no", "speaker": "B"}, {"word": "yes"}]}]}',
        ["A: Hello there. 500-1400 2", "B: Yes. 2000-2500 1", "A: Oh no 3000-4000 1", "?: Oh no 5000-6000 0"],
    ),
    "whisper, a segment of whose times only the words tell": (
        '{"segments": [{"start": null, "end": null, "text": "Hello there.", "words": [{"word": "Hello"}, {"word": "there.", "start": 1.0, "end": 1.4}]}]}',
        ["?: Hello there. 1000- 1"],
    ),
    "speakers as numbers with a point": (
        '{"segments": [{"start": 0.5, "end": 1.4, "text": "Hello there.", "speaker": 1.0}]}',
        ["Speaker 1: Hello there. 500-1400 0"],
    ),
    "podcast namespace, a word that ends before it begins": (
        '{"version": "1.0.0", "segments": [{"speaker": "Ada", "startTime": 0.5, "endTime": 0.9, "body": "Well"}, {"speaker": "Ada", "startTime": 2, "endTime": 1, "body": "then."}]}',
        ["Ada: Well then. 500-900 2"],
    ),
    "google no words": (
        '{"results": [{"alternatives": [{"transcript": "hello there", "confidence": 0.9}], "resultEndTime": "2.5s", "languageCode": "en-us"}]}',
        ["?: hello there"],
    ),
    "google empty result": (
        '{"results": [{"alternatives": [{}]}, {"alternatives": [{"transcript": "hello", "words": [{"word": "hello", "startTime": "0.5s", "endTime": "1s"}]}]}, {"languageCode": "en-us"}]}',
        ["?: hello 500-1000 1"],
    ),
    "google snake (python client)": (
        '{"results": [{"alternatives": [{"transcript": "hello there", "words": [{"word": "hello", "start_time": {"seconds": 0, "nanos": 500000000}, "end_time": {"seconds": 1, "nanos": 0}, "speaker_tag": 1}, {"word": "there", "start_time": {"seconds": 1}, "end_time": {"seconds": 2}, "speaker_tag": 2}]}], "channel_tag": 1}], "total_billed_time": "15s"}',
        ["Speaker 1: hello 500-1000 1", "Speaker 2: there 1000-2000 1"],
    ),
    "google snake strings": (
        '{"results": [{"alternatives": [{"transcript": "hello there", "words": [{"word": "hello", "start_offset": "0.500s", "end_offset": "1s", "speaker_label": "1"}, {"word": "there", "start_offset": "1s", "end_offset": "2s", "speaker_label": "2"}]}], "result_end_offset": "2s"}]}',
        ["Speaker 1: hello 500-1000 1", "Speaker 2: there 1000-2000 1"],
    ),
    "google channels": (
        '{"results": [{"alternatives": [{"transcript": "hello"}], "channelTag": 1, "resultEndTime": "1s"}, {"alternatives": [{"transcript": "yes"}], "channelTag": 2, "resultEndTime": "2s"}]}',
        ["Channel 1: hello", "Channel 2: yes"],
    ),
    "google batch v2": (
        '{"results": {"gs://a/b.wav": {"transcript": {"results": [{"alternatives": [{"transcript": "hello there", "words": [{"word": "hello", "startOffset": "0.5s", "endOffset": "1s", "speakerLabel": "1"}, {"word": "there", "startOffset": "1s", "endOffset": "2s", "speakerLabel": "2"}]}]}]}}}}',
        ["Speaker 1: hello 500-1000 1", "Speaker 2: there 1000-2000 1"],
    ),
    "google done op": (
        '{"name": "1", "done": true, "response": {"@type": "x", "results": [{"alternatives": [{"transcript": "hello"}]}]}}',
        ["?: hello"],
    ),
    "azure batch words": (
        '{"source": "a.wav", "recognizedPhrases": [{"recognitionStatus": "Success", "channel": 0, "speaker": 1, "offsetInTicks": 5000000.0, "durationInTicks": 9000000.0, "nBest": [{"display": "Hello there.", "lexical": "hello there", "words": [{"word": "hello", "offsetInTicks": 5000000.0, "durationInTicks": 4000000.0}, {"word": "there", "offsetInTicks": 10000000.0, "durationInTicks": 4000000.0}], "displayWords": [{"displayText": "Hello", "offsetInTicks": 5000000.0, "durationInTicks": 4000000.0}, {"displayText": "there.", "offsetInTicks": 10000000.0, "durationInTicks": 4000000.0}]}]}, {"recognitionStatus": "InitialSilence", "channel": 0, "offsetInTicks": 0}]}',
        ["Speaker 1: Hello there. 500-1400 2"],
    ),
    "azure batch iso, no speaker, two channels": (
        '{"combinedRecognizedPhrases": [], "recognizedPhrases": [{"channel": 0, "offset": "PT0.5S", "duration": "PT0.9S", "nBest": [{"display": "Hello there."}]}, {"channel": 1, "offset": "PT2S", "duration": "PT0.4S", "nBest": [{"display": "Yes."}]}]}',
        ["Channel 0: Hello there. 500-1400 0", "Channel 1: Yes. 2000-2400 0"],
    ),
    "azure fast words": (
        '{"durationMilliseconds": 3000, "combinedPhrases": [{"text": "Hello there. Yes."}], "phrases": [{"channel": 0, "speaker": 1, "offsetMilliseconds": 500, "durationMilliseconds": 900, "text": "Hello there.", "words": [{"text": "Hello", "offsetMilliseconds": 500, "durationMilliseconds": 400}, {"text": "there.", "offsetMilliseconds": 1000, "durationMilliseconds": 400}], "locale": "en-US"}]}',
        ["Speaker 1: Hello there. 500-1400 2"],
    ),
    "azure fast two channels": (
        '{"phrases": [{"channel": 0, "offsetMilliseconds": 500, "durationMilliseconds": 900, "text": "Hello there."}, {"channel": 1, "offsetMilliseconds": 2000, "durationMilliseconds": 400, "text": "Yes."}]}',
        ["Channel 0: Hello there. 500-1400 0", "Channel 1: Yes. 2000-2400 0"],
    ),
    "azure sdk detailed": (
        '{"Id": "1", "RecognitionStatus": "Success", "Offset": 5000000, "Duration": 9000000, "DisplayText": "Hello there.", "NBest": [{"Display": "Hello there.", "Lexical": "hello there", "Words": [{"Word": "hello", "Offset": 5000000, "Duration": 4000000}, {"Word": "there", "Offset": 10000000, "Duration": 4000000}]}]}',
        ["?: Hello there. 500-1400 2"],
    ),
    "deepgram no words": (
        '{"metadata": {"channels": 1}, "results": {"channels": [{"alternatives": [{"transcript": "Hello there.", "confidence": 0.9}]}]}}',
        ["?: Hello there."],
    ),
    "deepgram empty channel": (
        '{"results": {"channels": [{"alternatives": [{"transcript": "", "words": []}]}, {"alternatives": [{"transcript": "hello there", "words": [{"word": "hello", "start": 1.0, "end": 1.4}, {"word": "there", "start": 1.5, "end": 1.9}]}]}]}}',
        ["Channel 1: hello there 1000-1900 2"],
    ),
    "deepgram utterances empty": (
        '{"results": {"utterances": [], "channels": [{"alternatives": [{"transcript": "Hello there.", "words": [{"word": "hello", "punctuated_word": "Hello", "start": "0.5", "end": "0.9", "speaker": 0}, {"word": "there", "punctuated_word": "there.", "start": "1.0", "end": "1.4", "speaker": 0}]}]}]}}',
        ["Speaker 0: Hello there. 500-1400 2"],
    ),
    "deepgram utterances of two channels": (
        '{"results": {"channels": [], "utterances": [{"start": 0.5, "end": 1.4, "channel": 0, "transcript": "Hello there."}, {"start": 2, "end": 2.4, "channel": 1, "transcript": "Yes."}]}}',
        ["Channel 0: Hello there. 500-1400 0", "Channel 1: Yes. 2000-2400 0"],
    ),
    "deepgram channels that count anew": (
        '{"results": {"channels": [], "utterances": [{"start": 0.5, "end": 1.4, "channel": 0, "speaker": 0, "transcript": "Hello there."}, {"start": 2, "end": 2.4, "channel": 1, "speaker": 0, "transcript": "Yes."}, {"start": 3, "end": 3.5, "channel": 1, "speaker": 1, "transcript": "No."}]}}',
        ["Channel 0: Hello there. 500-1400 0", "Channel 1 Speaker 0: Yes. 2000-2400 0", "Channel 1 Speaker 1: No. 3000-3500 0"],
    ),
    "deepgram channels that count on": (
        '{"results": {"channels": [{"alternatives": [{"transcript": "hello", "words": [{"word": "hello", "start": 0.5, "end": 0.9, "speaker": 0}]}]}, {"alternatives": [{"transcript": "yes", "words": [{"word": "yes", "start": 2, "end": 2.4, "speaker": 1}]}]}]}}',
        ["Speaker 0: hello 500-900 1", "Speaker 1: yes 2000-2400 1"],
    ),
    "gladia message": (
        '{"type": "post_transcript", "data": {"full_transcript": "Hello there. Yes.", "utterances": [{"start": 0.5, "end": 1.4, "channel": 0, "speaker": 0, "text": "Hello there.", "words": [{"word": "Hello", "start": 0.5, "end": 0.9}, {"word": " there.", "start": 1.0, "end": 1.4}]}, {"start": 2, "end": 2.4, "channel": 1, "speaker": 0, "text": "Yes."}]}}',
        ["Channel 0: Hello there. 500-1400 2", "Channel 1: Yes. 2000-2400 0"],
    ),
    "gladia transcription alone": (
        '{"full_transcript": "Hello there.", "utterances": [{"start": 0.5, "end": 1.4, "text": "Hello there."}]}',
        ["?: Hello there. 500-1400 0"],
    ),
    "gladia no utterances": (
        '{"result": {"metadata": {}, "transcription": {"full_transcript": "Hello there.", "utterances": []}}}',
        ["?: Hello there."],
    ),
    "assemblyai no utterances": (
        '{"id": "x", "status": "completed", "text": "Hello there.", "utterances": null, "words": [{"text": "Hello", "start": 500, "end": 900, "confidence": 0.9, "speaker": null}, {"text": "there.", "start": 1000, "end": 1400, "speaker": null}], "language_code": "en_us"}',
        ["?: Hello there. 500-1400 2"],
    ),
    "assemblyai empty": (
        '{"id": "x", "text": "Hello there.", "utterances": [], "words": []}',
        ["?: Hello there."],
    ),
    "assemblyai channel": (
        '{"id": "x", "text": "Hello there. Yes.", "multichannel": true, "utterances": [{"channel": "1", "speaker": "1", "start": 500, "end": 1400, "text": "Hello there.", "words": []}, {"channel": "2", "speaker": "2", "start": "2000", "end": "2400", "text": "Yes."}]}',
        ["Speaker 1: Hello there. 500-1400 0", "Speaker 2: Yes. 2000-2400 0"],
    ),
    "assemblyai sentences": (
        '{"sentences": [{"text": "Hello there.", "start": 500, "end": 1400, "words": [{"text": "Hello", "start": 500, "end": 900}, {"text": "there.", "start": 1000, "end": 1400}], "speaker": "A"}], "id": "x", "confidence": 0.9, "audio_duration": 3}',
        ["A: Hello there. 500-1400 2"],
    ),
    "assemblyai paragraphs": (
        '{"paragraphs": [{"text": "Hello there.", "start": 500, "end": 1400, "words": [{"text": "Hello", "start": 500, "end": 900}, {"text": "there.", "start": 1000, "end": 1400}]}], "id": "x"}',
        ["?: Hello there. 500-1400 2"],
    ),
    "rev no speakers list": (
        '{"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "Hello", "ts": 0.5, "end_ts": 0.9, "confidence": 1}, {"type": "punct", "value": " "}, {"type": "text", "value": "there", "ts": 1.0, "end_ts": 1.4}, {"type": "punct", "value": "."}]}, {"speaker": 1, "elements": []}]}',
        ["Speaker 0: Hello there. 500-1400 2"],
    ),
    "rev no speaker": (
        '{"monologues": [{"elements": [{"type": "text", "value": "Hello", "ts": "0.5", "end_ts": "0.9"}, {"type": "unknown", "value": "<inaudible>"}]}]}',
        ["?: Hello <inaudible> 500-900 1"],
    ),
    "rev speaker_info": (
        '{"speakers": [{"id": 0, "name": ""}], "monologues": [{"speaker": 0, "speaker_info": {"id": "0", "display_name": "Ada"}, "elements": [{"type": "text", "value": "Hello", "timestamp": "00:00:00,500", "end_timestamp": "00:00:00,900"}, {"type": "punct", "value": "."}]}]}',
        ["Ada: Hello. 500-900 1"],
    ),
    "speechmatics no speaker": (
        '{"format": "2.9", "metadata": {}, "results": [{"type": "word", "start_time": 0.5, "end_time": 0.9, "alternatives": [{"content": "Hello", "confidence": 1}]}, {"type": "word", "start_time": 1, "end_time": 1.4, "alternatives": [{"content": "there", "confidence": 1}]}, {"type": "punctuation", "start_time": 1.4, "end_time": 1.4, "alternatives": [{"content": ".", "confidence": 1}]}]}',
        ["?: Hello there. 500-1400 2"],
    ),
    "speechmatics entity, strings": (
        '{"results": [{"type": "word", "start_time": "0.5", "end_time": "0.9", "alternatives": [{"content": "Hello", "confidence": 1, "speaker": "S1"}]}, {"type": "entity", "entity_class": "number", "start_time": 1, "end_time": 1.4, "alternatives": [{"content": "12", "speaker": "S1"}], "spoken_form": [{"type": "word", "start_time": 1, "end_time": 1.4, "alternatives": [{"content": "twelve", "confidence": 1}]}], "written_form": [{"type": "word", "start_time": 1, "end_time": 1.4, "alternatives": [{"content": "12", "confidence": 1}]}]}]}',
        ["S1: Hello 12 500-1400 2"],
    ),
    "speechmatics channel": (
        '{"results": [{"type": "word", "start_time": 0.5, "end_time": 0.9, "alternatives": [{"content": "Hello", "confidence": 1}], "channel": "a"}, {"type": "word", "start_time": 1, "end_time": 1.4, "alternatives": [{"content": "Yes", "confidence": 1}], "channel": "b"}]}',
        ["a: Hello 500-900 1", "b: Yes 1000-1400 1"],
    ),
    "speechmatics speaker_change, volume": (
        '{"results": [{"type": "word", "start_time": 0.5, "end_time": 0.9, "alternatives": [{"content": "Hello", "confidence": 1, "speaker": "S1"}]}, {"type": "speaker_change", "start_time": 0.9, "end_time": 0.9, "score": 0.8}, {"type": "word", "start_time": 1, "end_time": 1.4, "alternatives": [{"content": "Yes", "confidence": 1, "speaker": "S2"}]}], "speakers": [{"label": "S1"}]}',
        ["S1: Hello 500-900 1", "S2: Yes 1000-1400 1"],
    ),
    "otter export": (
        '{"speech": {"speakers": [], "transcripts": [{"transcript": "Hello there.", "speaker_id": null, "start_offset": 8000, "end_offset": 20000, "alignment": [{"word": "Hello", "start": 1.0, "end": 1.4}, {"word": "there.", "start": 1.5, "end": 1.9}]}]}}',
        ["?: Hello there. 1000-1900 2"],
    ),
    "otter empty": (
        '{"speech": {"speakers": [{"id": "7", "speaker_name": "Ada"}], "transcripts": [{"transcript": ""}, {"transcript": "Hello there.", "speaker_id": 7, "alignment": []}]}}',
        ["Ada: Hello there."],
    ),
    "otter numbers as text": (
        '{"transcripts": [{"transcript": "Hello", "speaker_name": "Ada", "alignment": [{"word": "Hello", "start": "0.5", "end": "0.9"}]}]}',
        ["Ada: Hello 500-900 1"],
    ),
    "podcast no speaker": (
        '{"version": "1.0.0", "segments": [{"startTime": 0.5, "endTime": 1.4, "body": "Hello there."}]}',
        ["?: Hello there. 500-1400 1"],
    ),
    "podcast strings, empty body": (
        '{"version": "1.0.0", "segments": [{"speaker": "Ada", "startTime": "0.5", "endTime": "1.4", "body": ""}, {"speaker": "Ada", "startTime": "2", "body": "Hello."}]}',
        ["Ada: Hello. 2000- 1"],
    ),
    "podcast empty segments first": (
        '{"version": "1.0.0", "segments": [{}, {"startTime": 0.5, "endTime": 1.4, "body": "Hello there.", "speaker": ""}]}',
        ["?: Hello there. 500-1400 1"],
    ),
    "wcpp": (
        '{"systeminfo": "x", "model": {}, "params": {"language": "en"}, "result": {"language": "en"}, "transcription": [{"timestamps": {"from": "00:00:00,500", "to": "00:00:01,400"}, "offsets": {"from": 500, "to": 1400}, "text": " Hello there."}]}',
        ["?: Hello there. 500-1400 0"],
    ),
    "wcpp no offsets": (
        '{"transcription": [{"timestamps": {"from": "00:00:00,500", "to": "00:00:01,400"}, "text": " Hello there."}]}',
        ["?: Hello there. 500-1400 0"],
    ),
    "wcpp stereo": (
        '{"transcription": [{"offsets": {"from": "500", "to": "1400"}, "speaker": "0", "text": " Hello there."}, {"offsets": {"from": 2000, "to": 2400}, "speaker": "?", "text": ""}]}',
        ["Speaker 0: Hello there. 500-1400 0"],
    ),
    "faster tuple list": (
        '[{"id": 1, "seek": 0, "start": 0.5, "end": 1.4, "text": " Hello there.", "tokens": [1], "words": [{"start": 0.5, "end": 0.9, "word": " Hello", "probability": 0.9}, {"start": 1.0, "end": 1.4, "word": " there.", "probability": 0.9}]}]',
        ["?: Hello there. 500-1400 2"],
    ),
    "whisper server no times": (
        '{"task": "transcribe", "language": "english", "duration": 3.0, "text": "Hello there.", "segments": []}',
        ["?: Hello there."],
    ),
    "whisper strings": (
        '{"segments": [{"start": "0.5", "end": "1.4", "text": "Hello there.", "speaker": null}], "language": "en"}',
        ["?: Hello there. 500-1400 0"],
    ),
    "whisperx word_segments": (
        '{"segments": [{"start": 0.5, "end": 1.4, "text": " Hello there.", "words": [{"word": "Hello", "start": 0.5, "end": 0.9, "score": 0.9}, {"word": "there."}]}], "word_segments": [{"word": "Hello", "start": 0.5, "end": 0.9}, {"word": "there."}]}',
        ["?: Hello there. 500-1400 1"],
    ),
    "insanely fast": (
        '{"speakers": [{"speaker": "SPEAKER_00", "timestamp": [0.5, 1.4], "text": "Hello there."}], "chunks": [{"timestamp": [0.5, null], "text": " Hello there."}], "text": "Hello there."}',
        ["SPEAKER_00: Hello there. 500-1400 0"],
    ),
    "transformers words": (
        '{"text": " Hello there.", "chunks": [{"text": " Hello", "timestamp": [0.5, 0.9]}, {"text": " there.", "timestamp": [1.0, 1.4]}]}',
        ["?: Hello there. 500-1400 2"],
    ),
    "openai diarized": (
        '{"task": "transcribe", "duration": 3, "text": "Hello there. Yes.", "segments": [{"type": "transcript.text.segment", "id": "seg_1", "start": 0.5, "end": 1.4, "text": "Hello there.", "speaker": "A"}, {"type": "transcript.text.segment", "start": 2, "end": 2.4, "text": "Yes.", "speaker": "agent"}], "usage": {}}',
        ["A: Hello there. 500-1400 0", "agent: Yes. 2000-2400 0"],
    ),
    "vosk": (
        '{"result": [{"conf": 1, "end": 0.9, "start": 0.5, "word": "hello"}, {"conf": 1, "end": 1.4, "start": 1.0, "word": "there"}], "text": "hello there"}',
        ["?: hello there 500-1400 2"],
    ),
}
# fmt: on


def told(document: docconv.Resolved) -> list[str]:
    """Each paragraph with its label, when it begins and ends, and of how many words that is known."""
    found = []
    for turn in turns(document):
        for part in turn.blocks:
            assert isinstance(part, Paragraph)
            row, timing = f"{turn.label or '?'}: {text_of(part.children)}", part.timing
            if timing is not None:
                end = "" if timing.end is None else timing.end
                row += f" {timing.begin}-{end} {sum(begin >= 0 for begin in timing.words[::2])}"
            found.append(row)
    return found


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_keeps_words_speakers_and_times(name: str) -> None:
    """Who is told by a channel or a key of another manner is nobody else, and no time is invented."""
    data, right = VARIANTS[name]
    assert told(docconv.read(data.encode(), format="json")) == right


def test_what_is_no_list_of_objects_is_refused() -> None:
    """Segments as mere lists, as a tuple becomes in JSON, do not say what is what."""
    with pytest.raises(BadInputError):
        docconv.read(b'[[1, 0, 0.5, 1.4, " Hello there."]]', format="json")


def test_two_recognisers_in_one_file_are_asked_about() -> None:
    """Lists of two that say different things: nobody can tell which is meant. The same words twice are no doubt."""
    segments = [{"start": 0.5, "end": 1.4, "text": "Hello there."}]
    chunks = [{"timestamp": [0.5, 1.4], "text": "Good night."}]
    with pytest.raises(
        BadInputError, match="JSON of Whisper and as that of transformers, which say different"
    ):
        docconv.read(json.dumps({"segments": segments, "chunks": chunks}).encode(), format="json")
    same = [{"timestamp": [0.5, 1.4], "text": " hello there"}]
    assert told(docconv.read(json.dumps({"segments": segments, "chunks": same}).encode(), format="json")) == [
        "?: Hello there. 500-1400 0"
    ]


def test_another_speaks_where_whisper_cpp_says_that_the_turn_is_over() -> None:
    """With `--tinydiarize` it tells where somebody else goes on, not who."""
    said = [("Is it here?", True), ("It is.", False), ("In the shed.", True), ("Good.", False)]
    rows = [
        {"offsets": {"from": 0, "to": 900}, "text": text, "speaker_turn_next": other} for text, other in said
    ]
    document = docconv.read(json.dumps({"transcription": rows}).encode(), format="json")
    assert [[text_of(part.children) for part in turn.blocks] for turn in turns(document)] == [
        ["Is it here?"], ["It is.", "In the shed."], ["Good."],
    ]  # fmt: skip


def test_words_beside_sentences_lend_them_their_times() -> None:
    """Each sentence as many as it has; a time with parts is in seconds there, and in milliseconds without."""
    words = [("Red", 0.0, 0.5), ("rope.", 0.5, 1.25), ("Yes.", 2.0, 2.5)]
    for unit in (1, 1000):
        told = {
            "sentences": [
                {"text": "Red rope.", "start": 0.0 * unit, "end": 1.25 * unit},
                {"text": "Yes.", "start": 2.0 * unit, "end": 2.5 * unit},
            ],
            "words": [{"word": said, "start": begin * unit, "end": end * unit} for said, begin, end in words],
        }
        document = docconv.read(json.dumps(told).encode(), format="json")
        parts = [part for turn in turns(document) for part in turn.blocks if isinstance(part, Paragraph)]
        assert [part.timing for part in parts] == [
            docconv.Timing(0, 1250, (0, 500, 500, 1250)),
            docconv.Timing(2000, 2500, (2000, 2500)),
        ]


def test_a_list_of_results_alone_is_of_google() -> None:
    """As programs store what they got."""
    heard = [{"word": "Oh.", "startTime": {"nanos": 100_000_000}, "endTime": {"seconds": "2"}}]
    told = [{"alternatives": [{"transcript": "Oh.", "words": heard}]}]
    (turn,) = turns(docconv.read(json.dumps(told).encode(), format="json"))
    assert isinstance(turn.blocks[0], Paragraph)
    assert turn.blocks[0].timing == docconv.Timing(100, 2000, (100, 2000))


def test_a_phrase_of_azure_shown_in_other_words_keeps_the_times_of_the_rest() -> None:
    """A number is heard as several words: it begins with the first of them and ends with the last, and when the
    others begin and end are instants within it.
    """
    said = ["in", "twenty", "twenty", "three", "the", "ada", "'s", "rope", "held"]
    words = [{"Word": word, "Offset": at * 10_000_000, "Duration": 9_000_000} for at, word in enumerate(said)]
    best = {"Lexical": " ".join(said), "Display": "In 2023 the Ada's rope held.", "Words": words}
    told = {"Offset": 0, "Duration": 79_000_000, "NBest": [best]}
    (turn,) = turns(docconv.read(json.dumps(told).encode(), format="json"))
    assert isinstance(turn.blocks[0], Paragraph)
    assert turn.blocks[0].timing == docconv.Timing(
        0,
        7900,
        (0, 900, 1000, 3900, 4000, 4900, 5000, 6900, 7000, 7900, 8000, 8900),
        (1, 4, 1900, 1, 4, 2000, 1, 4, 2900, 1, 4, 3000, 3, 3, 5900, 3, 4, 6000),
    )
    best["Display"] = "Something else entirely."
    (turn,) = turns(docconv.read(json.dumps(told).encode(), format="json"))
    assert isinstance(turn.blocks[0], Paragraph)
    assert turn.blocks[0].timing == docconv.Timing(0, 7900)


def section(begin: float, *words: tuple[str, float, float], end: float | None = None) -> dict[str, object]:
    """A section of Otter, from and to so many offsets."""
    heard = [{"word": said, "start": start, "end": stop} for said, start, stop in words]
    said = " ".join(said for said, _, _ in words)
    return {"transcript": said, "start_offset": begin, "end_offset": end, "alignment": heard}


def timings(*sections: dict[str, object], **more: object) -> list[docconv.Timing | None]:
    """When the paragraphs of a file of Otter are heard."""
    told = {"speech": {"transcripts": sections, **more}}
    document = docconv.read(json.dumps(told).encode(), format="json")
    return [part.timing for turn in turns(document) for part in turn.blocks if isinstance(part, Paragraph)]


def test_words_of_otter_count_from_their_section() -> None:
    """And its offsets are samples, of which a second has 16,000: it lasts as long as its words."""
    first = section(18_240, ("Oh,", 0, 0.06), ("yes.", 0.18, 8.28), end=150_720)
    second = section(175_680, ("Good.", 0, 10.4), end=342_080)
    assert timings(first, second) == [
        docconv.Timing(1140, 9420, (1140, 1200, 1320, 9420)),
        docconv.Timing(10_980, 21_380, (10_980, 21_380)),
    ]


def test_words_of_otter_may_count_from_the_beginning() -> None:
    """Where sections begin when their words do, in whatever unit."""
    for unit in (1000, 16_000):
        both = (
            section(2 * unit, ("Oh.", 2, 3), end=3 * unit),
            section(30 * unit, ("Good.", 30, 32), end=32 * unit),
        )
        assert timings(*both) == [
            docconv.Timing(2000, 3000, (2000, 3000)),
            docconv.Timing(30_000, 32_000, (30_000, 32_000)),
        ]


def test_words_of_otter_that_agree_with_nothing_have_no_times() -> None:
    """Where they begin anew in each section, nobody knows when that is."""
    assert timings(section(7, ("Oh.", 0, 1), end=9), section(99, ("Good.", 0, 2), end=999_999)) == [
        None,
        None,
    ]


def test_sections_of_otter_without_words_last_as_long_as_the_recording() -> None:
    """Its length tells the unit; without it, they have no times."""
    both = (
        section(16_000, end=32_000) | {"transcript": "Oh."},
        section(160_000, end=320_000) | {"transcript": "Good."},
    )
    assert timings(*both, duration=21) == [docconv.Timing(1000, 2000), docconv.Timing(10_000, 20_000)]
    assert timings(*both, duration=320) == [docconv.Timing(16_000, 32_000), docconv.Timing(160_000, 320_000)]
    assert timings(*both) == [None, None]
