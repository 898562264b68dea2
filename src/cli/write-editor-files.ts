/** `npm run schema`: writes what editors read. Run again after a signal was added or the vocabulary changed. */
import path from 'node:path';
import { languageServerFiles, schemaFiles, writeEditorFiles } from './editor-files.ts';
import { projectDir } from './settings.ts';

writeEditorFiles(schemaFiles(), projectDir);
writeEditorFiles(languageServerFiles(path.join(projectDir, 'content')), projectDir);
