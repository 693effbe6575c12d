// Times the models in the browser's Python: node bench_pyodide.mjs <runtime> <this repository>; the last line is JSON.
const [runtime, repository] = process.argv.slice(2);
const { loadPyodide } = await import(`${runtime}/pyodide.mjs`);
const python = await loadPyodide({ indexURL: `${runtime}/` });
await python.loadPackage("numpy");
python.FS.mkdir("/course");
python.FS.mount(python.FS.filesystems.NODEFS, { root: repository }, "/course");
console.log(await python.runPythonAsync(`
import json, sys
sys.path[:0] = ["/course", "/course/tests"]
import bench_models
json.dumps(bench_models.timings())
`));
