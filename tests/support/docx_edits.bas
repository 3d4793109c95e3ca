REM What a person does to a transcript in LibreOffice Writer: each edit on a fresh copy of each file of a folder.
REM The n-th speech of m, counted from 0, is the one in the middle; each edit touches it, or it and its neighbour.

Sub Main(folder As String)
  On Error GoTo Failed
  Dim files(400) As String
  name = Dir(folder & "/in/*.docx", 0)
  count = 0
  Do While name <> ""
    files(count) = name
    count = count + 1
    name = Dir
  Loop
  For i = 0 To count - 1
    For Each edit In Edits()
      doc = StarDesktop.loadComponentFromURL(ConvertToURL(folder & "/in/" & files(i)), "_blank", 0, Array(Setting("Hidden", True)))
      Perform(doc, edit)
      target = ConvertToURL(folder & "/out/" & edit & "/" & files(i))
      doc.storeToURL(target, Array(Setting("FilterName", "MS Word 2007 XML")))
      doc.close(True)
    Next
  Next
  StarDesktop.terminate()
  Exit Sub
Failed:
  number = FreeFile
  Open folder & "/failed.txt" For Append As #number
  Print #number, edit & " " & files(i) & ": " & Error$ & " in line " & Erl
  Close #number
  Resume Next
End Sub

Function Edits()
  Edits = Array("saved", "word", "typed-on", "paragraph", "split", "joined", "new-turn", "narrative", "deleted", "moved", _
    "renamed", "label-deleted", "heading", "title", "bold", "tracked", "comment", "replaced-everywhere", "footnote")
End Function

Sub Perform(doc, edit)
  said = Speeches(doc)
  n = Int((UBound(said) + 1) / 2)
  p = said(n)
  text = doc.Text
  Select Case edit
    Case "word", "tracked"
      doc.RecordChanges = (edit = "tracked")
      LastWord(doc, p).String = "otherwise"
    Case "typed-on"
      text.insertString(p.End, " And more", False)
    Case "paragraph"
      c = NewParagraph(doc, p, "Speech Continuation")
      text.insertString(c, "A new paragraph", False)
    Case "split"
      text.insertControlCharacter(LastWord(doc, p).Start, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
    Case "joined"
      c = text.createTextCursorByRange(LastWord(doc, p).Start)
      text.insertControlCharacter(c, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
      c.goLeft(1, True)
      c.String = ""
    Case "new-turn"
      NewTurn(doc, p, LabelOf(said(0)).String)
    Case "narrative"
      c = text.createTextCursorByRange(p.Start)
      text.insertControlCharacter(c, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
      c.goLeft(1, False)
      c.setPropertyToDefault("CharStyleName")
      c.ParaStyleName = "Narrative"
      text.insertString(c, "Somebody opened a window", False)
    Case "deleted", "moved"
      Select_(doc, p, said, n)
      If edit = "moved" Then
        pasted = doc.CurrentController.getTransferable()
      End If
      doc.CurrentController.getSelection().getByIndex(0).String = ""
      If edit = "moved" Then
        view = doc.CurrentController.getViewCursor()
        view.gotoRange(Speeches(doc)(1).Start, False)
        doc.CurrentController.insertTransferable(pasted)
      End If
    Case "renamed"
      LabelOf(p).String = "Somebody Else"
    Case "label-deleted"
      c = text.createTextCursorByRange(LabelOf(p))
      c.goRight(2, True)
      c.String = ""
    Case "heading"
      c = text.createTextCursorByRange(p.Start)
      text.insertControlCharacter(c, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
      c.goLeft(1, False)
      c.setPropertyToDefault("CharStyleName")
      c.ParaStyleName = "Heading 1"
      text.insertString(c, "A new part", False)
    Case "title"
      text.insertString(Styled(doc, "Title").End, " again", False)
    Case "bold"
      LastWord(doc, p).CharWeight = com.sun.star.awt.FontWeight.BOLD
    Case "comment"
      note = doc.createInstance("com.sun.star.text.textfield.Annotation")
      note.Content = "Is that so?"
      text.insertTextContent(LastWord(doc, p), note, False)
    Case "footnote"
      note = doc.createInstance("com.sun.star.text.Footnote")
      text.insertTextContent(p.End, note, False)
      note.String = "As far as we know"
    Case "replaced-everywhere"
      ReplaceInSpeech(doc, said)
  End Select
End Sub

Sub ReplaceInSpeech(doc, said)
  For Each p In said
    c = LastWord(doc, p)
    If Len(c.String) > 0 Then c.String = c.String & " indeed"
  Next
End Sub

Sub NewTurn(doc, p, label)
  c = NewParagraph(doc, p, "Speech")
  c.CharStyleName = "Speaker"
  doc.Text.insertString(c, label, False)
  c.setPropertyToDefault("CharStyleName")
  doc.Text.insertString(c, ": I did not say that", False)
  c.goLeft(Len(": I did not say that"), True)
  c.setPropertyToDefault("CharStyleName")
End Sub

Function NewParagraph(doc, p, style)
  c = doc.Text.createTextCursorByRange(p.End)
  doc.Text.insertControlCharacter(c, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  c.ParaStyleName = style
  c.setPropertyToDefault("CharStyleName")
  NewParagraph = c
End Function

Sub Select_(doc, p, said, n)
  REM a whole turn: up to the paragraph of the next one, or only its own paragraph where something else follows
  c = doc.Text.createTextCursorByRange(p.Start)
  e = doc.Text.createEnumeration()
  inside = False
  last = p
  Do While e.hasMoreElements()
    q = e.nextElement()
    If q.supportsService("com.sun.star.text.Paragraph") Then
      If inside And q.ParaStyleName <> "Speech Continuation" And q.ParaStyleName <> "Stage Direction" Then Exit Do
      If inside And q.ParaStyleName = "Speech Continuation" Then last = q
      If doc.Text.compareRegionStarts(q.Start, p.Start) = 0 Then inside = True
    End If
  Loop
  c.gotoRange(last.End, True)
  c.goRight(1, True)
  doc.CurrentController.select(c)
End Sub

Function Speeches(doc)
  Dim found(5000)
  count = 0
  e = doc.Text.createEnumeration()
  Do While e.hasMoreElements()
    p = e.nextElement()
    If p.supportsService("com.sun.star.text.Paragraph") Then
      If p.ParaStyleName = "Speech" Then
        found(count) = p
        count = count + 1
      End If
    End If
  Loop
  ReDim Preserve found(count - 1)
  Speeches = found
End Function

Function Styled(doc, style)
  e = doc.Text.createEnumeration()
  Do While e.hasMoreElements()
    Styled = e.nextElement()
    If Styled.ParaStyleName = style Then Exit Function
  Loop
End Function

Function LabelOf(p)
  e = p.createEnumeration()
  Do While e.hasMoreElements()
    LabelOf = e.nextElement()
    If LabelOf.CharStyleName = "Speaker" And LabelOf.String <> "" Then Exit Function
  Loop
End Function

Function LastWord(doc, p)
  s = p.String
  at = Len(s)
  Do While at > 0 And InStr(" .:?!,;)""”“…", Mid(s, at, 1)) > 0
    at = at - 1
  Loop
  last = at
  Do While at > 0 And InStr(" ", Mid(s, at, 1)) = 0
    at = at - 1
  Loop
  c = doc.Text.createTextCursorByRange(p.Start)
  c.goRight(at, False)
  c.goRight(last - at, True)
  LastWord = c
End Function

Function Setting(name, value)
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = name
  one.Value = value
  Setting = one
End Function
