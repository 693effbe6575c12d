"""What the reader moves: thin anywidgets that work in JupyterLab and on the published page without a kernel."""
