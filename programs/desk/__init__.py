"""What the desks of all registers share: forms, lists, exports, choosers and acts upon many records."""
